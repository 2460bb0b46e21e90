package io.executions.store;

import io.executions.database.Sql;
import io.executions.database.Tables;
import io.executions.settings.Settings;
import jakarta.enterprise.context.Dependent;
import java.sql.SQLException;
import java.util.List;

/** The entities of the service, and the rows that its very first start makes. */
@Dependent
class ServiceTables implements Tables {
  @Override
  public List<String> entities() {
    return List.of(ExecutionEntity.class.getName(), AttemptEntity.class.getName());
  }

  @Override
  public void seed(Sql sql, Settings settings) throws SQLException {
    SettingsRow.seed(sql, settings);
    ClusterName.seed(sql);
  }
}
