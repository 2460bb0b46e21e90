package io.executions.web.security;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.api.port.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tells the role of a token by the stored hashes. They are read again when they are five seconds
 * old, and also for an unknown token, if the last reading is a second ago. While the database is
 * away the last known ones hold. Thread-safe.
 */
@ApplicationScoped
class KnownTokens implements Credentials {
  static final long MAX_AGE = SECONDS.toNanos(5);
  static final long USE_COUNTS = HOURS.toNanos(1);
  static final long MIN_PAUSE = SECONDS.toNanos(1);

  /** The pause while no tokens are known yet, as at a start: no request can be answered before. */
  static final long FIRST_PAUSE = MILLISECONDS.toNanos(100);

  private static final int MAX_WAITING = 8;
  private static final long MAX_WAIT_MILLIS = 1000;

  private static final System.Logger LOG = System.getLogger(KnownTokens.class.getName());

  private record Use(byte[] hash, long at) {}

  private record Reading(Map<Role, String> hashes, long at) {}

  private final Tokens tokens;
  private final LongSupplier nanoTime;
  private final Map<Role, Use> used = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private volatile Reading last;
  private volatile Long askedAt;

  /** For the container's proxy. */
  protected KnownTokens() {
    this(null, null);
  }

  @Inject
  KnownTokens(Tokens tokens) {
    this(tokens, System::nanoTime);
  }

  KnownTokens(Tokens tokens, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.nanoTime = nanoTime;
  }

  /** Where several roles have this token, the highest counts. */
  @Override
  public Optional<TokenBearer> bearerOf(String token) {
    return roleOf(token).map(role -> new TokenBearer(role.jsonName(), role, Optional.empty()));
  }

  /**
   * Returns the highest role that has this token, or empty.
   *
   * @throws ServiceUnavailableException if the database is away and no hashes are known yet
   */
  Optional<Role> roleOf(String token) {
    byte[] hash = hash(token);
    Reading reading = current();
    Optional<Role> role = match(hash, reading);
    if (role.isEmpty()) {
      role = match(hash, after(reading));
    }
    role.ifPresent(known -> used.put(known, new Use(hash, nanoTime.getAsLong())));
    return role;
  }

  @Override
  public boolean usedLately(String token) {
    byte[] hash = hash(token);
    boolean lately = false;
    for (Use use : used.values()) {
      boolean recent = nanoTime.getAsLong() - use.at() < USE_COUNTS;
      lately |= MessageDigest.isEqual(hash, use.hash()) && recent;
    }
    return lately;
  }

  private Reading current() {
    Reading reading = last;
    if (reading == null) {
      reading = after(null);
      if (reading == null) {
        throw new ServiceUnavailableException("Access tokens are not known yet", null);
      }
      return reading;
    }
    boolean old = nanoTime.getAsLong() - reading.at() >= MAX_AGE;
    if (old && asking.tryLock()) {
      askAndUnlock(reading);
    }
    return last;
  }

  /** Returns a reading later than that one if there may be one now, else the last. */
  private Reading after(Reading reading) {
    if (last == reading && mayAsk() && lockSoon()) {
      askAndUnlock(reading);
    }
    return last;
  }

  /**
   * Takes the lock. Few threads wait for it at once, so that a database that hangs does not hold
   * all of them.
   */
  private boolean lockSoon() {
    if (asking.tryLock()) {
      return true;
    }
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return asking.tryLock(MAX_WAIT_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }

  private void askAndUnlock(Reading seen) {
    try {
      if (last == seen && mayAsk()) {
        ask();
      }
    } finally {
      asking.unlock();
    }
  }

  private void ask() {
    long now = nanoTime.getAsLong();
    try {
      last = new Reading(Map.copyOf(tokens.hashes()), now);
    } catch (ServiceUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "The access tokens cannot be read now", e);
    } finally {
      askedAt = nanoTime.getAsLong();
    }
  }

  private boolean mayAsk() {
    Long asked = askedAt;
    long pause = last == null ? FIRST_PAUSE : MIN_PAUSE;
    return asked == null || nanoTime.getAsLong() - asked >= pause;
  }

  private static Optional<Role> match(byte[] hash, Reading reading) {
    Optional<Role> found = Optional.empty();
    for (Role role : Role.values()) {
      byte[] stored = reading.hashes().getOrDefault(role, "").getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(hash, stored)) {
        found = Optional.of(role);
      }
    }
    return found;
  }

  private static byte[] hash(String token) {
    return SecretHash.of(token).getBytes(StandardCharsets.UTF_8);
  }
}
