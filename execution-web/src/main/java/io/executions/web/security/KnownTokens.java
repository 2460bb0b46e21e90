package io.executions.web.security;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tells who has a token by the stored hashes. They are read again when they are four seconds old,
 * so that the end of a token is felt within five, and also for an unknown token, if the last
 * reading is a second ago. While the database is away the last known ones hold. Thread-safe.
 */
@ApplicationScoped
class KnownTokens implements Credentials {
  static final long MAX_AGE = SECONDS.toNanos(4);
  static final long USE_COUNTS = HOURS.toNanos(1);
  static final long MIN_PAUSE = SECONDS.toNanos(1);

  /** The pause while no tokens are known yet, as at a start: no request can be answered before. */
  static final long FIRST_PAUSE = MILLISECONDS.toNanos(100);

  private static final int MAX_WAITING = 8;
  private static final long MAX_WAIT_MILLIS = 1000;

  private static final System.Logger LOG = System.getLogger(KnownTokens.class.getName());

  private record Use(byte[] hash, long at) {}

  private record Reading(List<AccessTokens.Known> tokens, long at) {}

  private final AccessTokens tokens;
  private final TokenUses uses;
  private final LongSupplier nanoTime;
  private final Map<String, Use> used = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private volatile Reading last;
  private volatile Long askedAt;

  /** For the container's proxy. */
  protected KnownTokens() {
    this(null, null, null);
  }

  @Inject
  KnownTokens(AccessTokens tokens, TokenUses uses) {
    this(tokens, uses, System::nanoTime);
  }

  KnownTokens(AccessTokens tokens, TokenUses uses, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.uses = uses;
    this.nanoTime = nanoTime;
  }

  /** Where several have this token, the one with the highest role counts. */
  @Override
  public Optional<TokenBearer> bearerOf(String token) {
    byte[] hash = hash(token);
    Reading reading = current();
    Optional<TokenBearer> bearer = match(hash, reading);
    if (bearer.isEmpty()) {
      bearer = match(hash, after(reading));
    }
    bearer.ifPresent(
        known -> {
          used.put(known.name(), new Use(hash, nanoTime.getAsLong()));
          uses.add(known.name());
        });
    return bearer;
  }

  /** Reads now what was just changed; where others read for too long, theirs must do. */
  void readAgain() {
    if (lockSoon()) {
      try {
        ask();
      } finally {
        asking.unlock();
      }
    }
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
      last = new Reading(tokens.known(), now);
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

  private Optional<TokenBearer> match(byte[] hash, Reading reading) {
    Optional<TokenBearer> found = Optional.empty();
    for (AccessTokens.Known token : reading.tokens()) {
      boolean right = MessageDigest.isEqual(hash, token.hash().getBytes(StandardCharsets.UTF_8));
      boolean higher = found.isEmpty() || token.role().includes(found.get().role());
      if (right && higher && holds(token, reading)) {
        found = Optional.of(new TokenBearer(token.name(), token.role(), token.expiresAt()));
      }
    }
    return found;
  }

  private boolean holds(AccessTokens.Known token, Reading reading) {
    long age = nanoTime.getAsLong() - reading.at();
    return token.left().isEmpty() || age < token.left().get().toNanos();
  }

  private static byte[] hash(String token) {
    return SecretHash.of(token).getBytes(StandardCharsets.UTF_8);
  }
}
