package io.executions.service;

import io.executions.api.Bulk;
import io.executions.api.json.ExecutionFilterDocument;
import java.lang.System.Logger.Level;

/** Tells the log who does what to many executions. To be called after the commit. */
final class BulkLog {
  private static final System.Logger LOG = System.getLogger(BulkLog.class.getName());

  private BulkLog() {}

  static void created(Bulk bulk) {
    String what =
        bulk.selection()
            .filter()
            .map(filter -> ExecutionFilterDocument.write(filter).toString())
            .orElse(bulk.selection().ids().size() + " ids");
    LOG.log(Level.INFO, "Bulk " + bulk.id() + " (" + bulk.verb() + "): " + bulk.by() + ", " + what);
  }

  static void stopped(Bulk bulk, String by) {
    LOG.log(Level.INFO, "Bulk " + bulk.id() + " (" + bulk.verb() + "): stopped by " + by);
  }
}
