package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidatedConnectionTest {
  private final AtomicLong millis = new AtomicLong();
  private final AtomicInteger pings = new AtomicInteger();
  private String product = "MariaDB";
  private Connection real;

  @BeforeEach
  void open() throws SQLException {
    real = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterEach
  void close() throws SQLException {
    real.close();
  }

  @Test
  void theDatabaseIsNotAskedAgainAtOnce() throws Exception {
    Connection validated = validated();
    for (int millisecond = 1; millisecond <= 150; millisecond++) {
      millis.set(millisecond);
      assertThat(validated.isValid(0)).isTrue();
    }
    assertThat(pings).hasValue(3);
  }

  @Test
  void itIsAskedAnewAfterAnythingHasFailed() throws Exception {
    Connection validated = validated();
    assertThatThrownBy(() -> validated.prepareStatement("NO STATEMENT"))
        .isInstanceOf(SQLException.class);

    assertThat(validated.isValid(0)).isTrue();
    assertThat(validated.isValid(0)).isTrue();
    assertThat(pings).hasValue(1);
  }

  @Test
  void aConnectionThatIsClosedIsNotValidHoweverLateItWasValid() throws Exception {
    Connection validated = validated();
    real.close();

    assertThat(validated.isValid(0)).isFalse();
    assertThat(pings).hasValue(0);
  }

  /** It closes itself when it cannot write, and its connections do not say so. */
  @Test
  void anEmbeddedDatabaseIsAskedEachTime() throws Exception {
    product = "H2";
    Connection validated = validated();

    assertThat(validated.isValid(0)).isTrue();
    assertThat(validated.isValid(0)).isTrue();
    assertThat(pings).hasValue(2);
  }

  private Connection validated() throws SQLException {
    return ValidatedConnection.of(asOfProduct(), () -> millis.get() * 1_000_000);
  }

  private Connection asOfProduct() {
    return proxy(
        Connection.class,
        real,
        "getMetaData",
        () ->
            proxy(
                DatabaseMetaData.class,
                real.getMetaData(),
                "getDatabaseProductName",
                () -> product));
  }

  private interface Answer {
    Object get() throws SQLException;
  }

  private <T> T proxy(Class<T> type, T real, String answered, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(answered)) {
                return answer.get();
              }
              if (method.getName().equals("isValid")) {
                pings.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
