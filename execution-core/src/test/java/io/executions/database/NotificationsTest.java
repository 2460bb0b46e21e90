package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions of a PostgreSQL that tell each other something. */
class NotificationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final DataSource database = TestDatabase.POSTGRESQL.empty();
  private final List<Connection> opened = new ArrayList<>();
  private final Notifications notifications = notifications(this::kept);

  @AfterEach
  void close() throws SQLException {
    notifications.close();
    for (Connection connection : opened) {
      connection.close();
    }
  }

  @Test
  void allWhoListenAreTold() throws Exception {
    try (Notifications other = notifications(this::kept)) {
      assertThat(notifications.listen()).isTrue();
      assertThat(other.listen()).isTrue();
      assertThat(notifications.listen()).isFalse();
      assertThat(notifications.await(MOMENT)).isEmpty();

      other.tell("one");

      assertThat(notifications.await(PATIENCE)).containsExactly("one");
      assertThat(other.await(PATIENCE)).containsExactly("one");
    }
  }

  @Test
  void aConnectionThatGoesBackToItsPoolListensNoMore() throws Exception {
    notifications.listen();
    assertThat(listening()).isEqualTo(1);

    notifications.close();
    assertThat(listening()).isZero();

    assertThat(notifications.listen()).isTrue();
    notifications.tell("again");
    assertThat(notifications.await(PATIENCE)).containsExactly("again");
  }

  @Test
  void aConnectionThatBreaksIsListenedOnAnew() throws Exception {
    notifications.listen();
    for (Connection connection : opened) {
      connection.abort(Runnable::run);
    }
    assertThatThrownBy(() -> notifications.await(PATIENCE)).isInstanceOf(SQLException.class);

    assertThat(notifications.listen()).isTrue();
    notifications.tell("again");
    assertThat(notifications.await(PATIENCE)).containsExactly("again");
  }

  @Test
  void aDriverThatIsHiddenIsNoFailureOfTheDatabase() {
    Notifications hidden = notifications(() -> wrapped(kept(), Set.of("unwrap")));

    assertThatThrownBy(hidden::listen).isInstanceOf(HiddenDriverException.class);
    hidden.close();
  }

  private Notifications notifications(ReservedConnection.Source source) {
    return new Notifications(reserved(source), reserved(source));
  }

  private static ReservedConnection reserved(ReservedConnection.Source source) {
    return new ReservedConnection(
        source, new PostgreSqlDialect(), Duration.ofSeconds(10), new ReplayCount());
  }

  /** Returns one that stays open when it goes back. */
  private Connection kept() throws SQLException {
    Connection connection = database.getConnection();
    opened.add(connection);
    return wrapped(connection, Set.of("close"));
  }

  /** These do nothing but return what they were asked of. */
  private static Connection wrapped(Connection connection, Set<String> own) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (own.contains(method.getName())) {
                return method.getReturnType() == void.class ? null : proxy;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private long listening() throws SQLException {
    long channels = 0;
    for (Connection connection : opened) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM pg_listening_channels()")) {
        row.next();
        channels += row.getLong(1);
      }
    }
    return channels;
  }
}
