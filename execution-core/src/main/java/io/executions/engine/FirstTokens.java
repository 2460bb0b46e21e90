package io.executions.engine;

import io.executions.api.port.Role;
import io.executions.api.port.Sha256;
import io.executions.api.port.Tokens;
import io.executions.settings.ConfiguredTokens;
import io.executions.settings.Secret;
import io.executions.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The first tokens of a service: those that this node was given, or an admin token that is made at
 * the very first start.
 */
@ApplicationScoped
public class FirstTokens {
  private static final int RANDOM_BYTES = 32;

  private final ConfiguredTokens given;
  private final Tokens tokens;
  private final Optional<String> address;
  private final PrintStream out;

  /** Kept until it is announced, in case the answer to its commit is lost. */
  private String made;

  /** For the container's proxy. */
  protected FirstTokens() {
    this(null, null, Optional.empty(), null);
  }

  @Inject
  FirstTokens(Settings settings, Tokens tokens) {
    this(
        settings.tokens(),
        tokens,
        Optional.ofNullable(System.getProperty("execution.address")),
        processOutput());
  }

  FirstTokens(ConfiguredTokens given, Tokens tokens, Optional<String> address, PrintStream out) {
    this.given = given;
    this.tokens = tokens;
    this.address = address;
    this.out = out;
  }

  /**
   * Stores the given tokens in place of those before, or takes those away. If no admin token was
   * given and none is stored, makes one, and prints it once it is committed. Call it when the
   * schema is ready; if it throws, call it again on the same instance.
   *
   * @throws io.executions.api.ServiceUnavailableException while the database is away
   */
  public synchronized void establish() {
    replace(Role.ADMIN, given.admin());
    replace(Role.OPERATOR, given.operator());
    replace(Role.VIEWER, given.viewer());
    if (given.admin().isEmpty() && establishMade()) {
      announce();
    }
  }

  private void replace(Role role, Optional<Secret> token) {
    if (token.filter(ConfiguredTokens.NONE::equals).isPresent()) {
      tokens.remove(role);
    } else {
      token.ifPresent(secret -> tokens.replace(role, hash(secret.value())));
    }
  }

  /** Returns whether the stored admin token was made here and nobody was told it yet. */
  private boolean establishMade() {
    String stored = tokens.hashes().get(Role.ADMIN);
    if (stored != null) {
      return made != null && stored.equals(hash(made));
    }
    if (made == null) {
      made = randomToken();
    }
    return tokens.storeIfAbsent(Role.ADMIN, hash(made));
  }

  private void announce() {
    out.println("Admin token: " + made + address.map(" (for %s)"::formatted).orElse(""));
    out.flush();
    made = null;
  }

  private static String randomToken() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String token) {
    return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
  }

  /** The process's own output: servers turn {@code System.out} into records of their log files. */
  private static PrintStream processOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }
}
