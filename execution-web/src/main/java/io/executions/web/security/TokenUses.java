package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Has written when tokens were used, each at most once a minute by this node. Thread-safe. */
@ApplicationScoped
class TokenUses {
  static final long PERIOD = MINUTES.toNanos(1);

  private static final System.Logger LOG = System.getLogger(TokenUses.class.getName());

  private final AccessTokens tokens;
  private final LongSupplier nanoTime;
  private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected TokenUses() {
    this(null, null);
  }

  @Inject
  TokenUses(AccessTokens tokens) {
    this(tokens, System::nanoTime);
  }

  TokenUses(AccessTokens tokens, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.nanoTime = nanoTime;
  }

  /** Notes that a token is used now. A minute that cannot be written is left out. */
  void add(String name) {
    long now = nanoTime.getAsLong();
    Long last = writtenAt.get(name);
    boolean due = last == null || now - last >= PERIOD;
    if (due
        && (last == null
            ? writtenAt.putIfAbsent(name, now) == null
            : writtenAt.replace(name, last, now))) {
      try {
        tokens.use(name);
      } catch (ServiceUnavailableException | IllegalStateException e) {
        LOG.log(System.Logger.Level.DEBUG, "The use of a token cannot be written now", e);
      }
    }
  }
}
