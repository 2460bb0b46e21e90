package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Counts sign-ins with a wrong token in the audit. Where very many addresses try within a minute,
 * the later ones are counted together, so that nobody can fill the audit. Thread-safe.
 */
@ApplicationScoped
class RefusedSignIns {
  /** The most addresses that are counted by themselves within a minute. */
  static final int MOST = 100;

  static final String OTHERS = "other addresses";

  private static final System.Logger LOG = System.getLogger(RefusedSignIns.class.getName());

  private final AuditLog audit;
  private final LongSupplier nanoTime;
  private final Set<String> addresses = new HashSet<>();
  private long since;

  /** For the container's proxy. */
  protected RefusedSignIns() {
    this(null, () -> 0);
  }

  @Inject
  RefusedSignIns(AuditLog audit) {
    this(audit, System::nanoTime);
  }

  RefusedSignIns(AuditLog audit, LongSupplier nanoTime) {
    this.audit = audit;
    this.nanoTime = nanoTime;
    since = nanoTime.getAsLong();
  }

  /** Counts one; what cannot be written is in the log all the same, with all wrong tokens. */
  void add(String address) {
    try {
      audit.signInRefused(toldApart(address));
    } catch (ServiceUnavailableException | IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "A refused sign-in cannot be written down now", e);
    }
  }

  private synchronized String toldApart(String address) {
    long now = nanoTime.getAsLong();
    if (now - since >= MINUTES.toNanos(1)) {
      since = now;
      addresses.clear();
    }
    return addresses.contains(address) || addresses.size() < MOST && addresses.add(address)
        ? address
        : OTHERS;
  }
}
