package io.executions.web.security;

import io.executions.api.AuditFilter;
import io.executions.api.AuditPage;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** Refused sign-ins kept in memory, which can be away like a database. */
final class MemoryAudit implements AuditLog {
  private final List<String> refused = new ArrayList<>();
  private boolean away;

  @Override
  public AuditPage page(AuditFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void signInRefused(String address) {
    if (away) {
      throw new ServiceUnavailableException("The database is away", null);
    }
    refused.add(address);
  }

  synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  synchronized void setAway(boolean away) {
    this.away = away;
  }
}
