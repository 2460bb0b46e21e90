package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Tells whose a session is by the stored hashes. A known one is read again after four seconds, so
 * that its end is noticed within five; while the database is away it holds to its end. Thread-safe.
 */
@ApplicationScoped
class KnownSessions implements Credentials {
  static final long MAX_AGE = SECONDS.toNanos(4);

  /** How long a known session holds after a reading that failed, before the next one. */
  static final long MIN_PAUSE = SECONDS.toNanos(1);

  /** Sessions that are remembered; the one used longest ago gives way. */
  static final int MOST = 10_000;

  private static final int MOST_READINGS = 8;
  private static final long MOST_WAIT_MILLIS = 1000;

  /** The times are those of the monotonic clock. */
  private record Known(TokenBearer bearer, long readAt, long endsAt) {}

  private final Sessions sessions;
  private final TokenUses uses;
  private final LongSupplier nanoTime;
  private final Semaphore readings = new Semaphore(MOST_READINGS);
  private final Map<String, Known> byHash =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** For the container's proxy. */
  protected KnownSessions() {
    this(null, null, null);
  }

  @Inject
  KnownSessions(Sessions sessions, TokenUses uses) {
    this(sessions, uses, System::nanoTime);
  }

  KnownSessions(Sessions sessions, TokenUses uses, LongSupplier nanoTime) {
    this.sessions = sessions;
    this.uses = uses;
    this.nanoTime = nanoTime;
  }

  @Override
  public Optional<TokenBearer> bearerOf(String secret) {
    String hash = SecretHash.of(secret);
    Optional<Known> known = known(hash);
    if (known.isPresent() && nanoTime.getAsLong() - known.get().readAt() < MAX_AGE) {
      return known.map(Known::bearer);
    }
    try {
      return read(hash, known.isPresent() ? 0 : MOST_WAIT_MILLIS);
    } catch (ServiceUnavailableException e) {
      if (known.isEmpty()) {
        throw e;
      }
      long readAt = nanoTime.getAsLong() - MAX_AGE + MIN_PAUSE;
      remember(hash, new Known(known.get().bearer(), readAt, known.get().endsAt()));
      return known.map(Known::bearer);
    }
  }

  @Override
  public boolean usedLately(String secret) {
    return known(SecretHash.of(secret)).isPresent();
  }

  /** Forgets a session that was ended here; other nodes notice within seconds. */
  void forget(String secret) {
    synchronized (byHash) {
      byHash.remove(SecretHash.of(secret));
    }
  }

  /** Has all of them read again. */
  void forgetAll() {
    synchronized (byHash) {
      byHash.clear();
    }
  }

  /** Few read at the same time, so that a database that hangs does not hold all threads. */
  private Optional<TokenBearer> read(String hash, long maxWaitMillis) {
    try {
      if (!readings.tryAcquire(maxWaitMillis, MILLISECONDS)) {
        throw new ServiceUnavailableException("Others wait for their sessions", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for others", e);
    }
    try {
      long now = nanoTime.getAsLong();
      Optional<Known> found = sessions.find(hash).map(session -> known(session, now));
      found.ifPresentOrElse(known -> remember(hash, known), () -> remember(hash, null));
      found.ifPresent(known -> uses.add(known.bearer().name()));
      return found.map(Known::bearer);
    } finally {
      readings.release();
    }
  }

  private static Known known(Sessions.Session session, long now) {
    TokenBearer bearer =
        new TokenBearer(session.token(), session.role(), Optional.of(session.expiresAt()));
    return new Known(bearer, now, now + session.left().toNanos());
  }

  private Optional<Known> known(String hash) {
    synchronized (byHash) {
      return Optional.ofNullable(byHash.get(hash))
          .filter(known -> nanoTime.getAsLong() - known.endsAt() < 0);
    }
  }

  private void remember(String hash, Known known) {
    synchronized (byHash) {
      if (known == null) {
        byHash.remove(hash);
      } else {
        byHash.put(hash, known);
      }
    }
  }
}
