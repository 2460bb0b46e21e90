package io.executions.database;

import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A data source of Payara's by the name of the resource behind it. Whatever name it was found by,
 * such as one of {@code java:app} or a reference of the component, the resource has another one,
 * and only by that its variants are found.
 */
final class PayaraResource {
  /** The property by which Payara's own JPA provider asks for its variant. */
  private static final String VARIANT = "com.sun.enterprise.connectors.jndisuffix";

  private static final String FOR_JPA = "__pm";

  private PayaraResource() {}

  /**
   * Returns the variant that Payara gives its own JPA provider.
   *
   * @param name the name by which {@code plain} was found
   * @throws SQLException if Payara has none by that name
   */
  static DataSource forJpa(String name, DataSource plain) throws SQLException {
    try {
      DataSource variant =
          (DataSource)
              new InitialContext(new Hashtable<>(Map.of(VARIANT, FOR_JPA)))
                  .lookup(nameOf(plain).orElse(name));
      if (nameOf(variant).map(found -> found.endsWith(FOR_JPA)).orElse(!name.startsWith("java:"))) {
        return variant;
      }
    } catch (NamingException e) {
      throw refused(name, e);
    }
    throw refused(name, null);
  }

  private static SQLException refused(String name, NamingException cause) {
    return new SQLException(
        "Payara gives no data source that joins transactions by the name %s (EXECUTION_DATA_SOURCE); use its global JNDI name"
            .formatted(name),
        cause);
  }

  /** Empty where Payara hides it, as behind a pool that is reconfigured while it is used. */
  private static Optional<String> nameOf(DataSource dataSource) {
    for (Class<?> type = dataSource.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField("cm");
        field.setAccessible(true);
        Object manager = field.get(dataSource);
        return Optional.of((String) manager.getClass().getMethod("getJndiName").invoke(manager));
      } catch (NoSuchFieldException e) {
        continue;
      } catch (ReflectiveOperationException | RuntimeException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
