package io.executions.database;

import io.executions.settings.Settings;
import java.sql.SQLException;
import java.util.List;

/** Port: what the tables hold, for the database that opens them. */
public interface Tables {
  /** Returns the names of the entity classes. */
  List<String> entities();

  /** Makes the rows of the very first start; harmless when they are there or just being made. */
  void seed(Sql sql, Settings settings) throws SQLException;
}
