package io.executions.settings;

import io.executions.api.TypeName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this node was told. Immutable.
 *
 * @param pollInterval how often it asks for work
 * @param maxConcurrentSeed the cluster-wide limit at the very first start
 * @param retentionSeed the retention at the very first start; empty keeps all
 * @param auditRetention how long it is kept who did what; empty keeps all
 * @param workers its handler threads
 * @param dataSource the JNDI name of its data source
 * @param connections how many connections that data source gives at once
 * @param dataDir where its node file lies, and the embedded database
 * @param nodeName its stable name
 * @param application by which name the nodes of its application know each other; as the server says
 *     if empty
 * @param lease how long its beat may stand still before others declare it dead
 * @param shutdownGrace how long it lets handlers finish when it stops
 * @param maxInterruptions how often a node may die under an execution before that is failed
 * @param inputMaxBytes the largest input, in bytes of UTF-8
 * @param outputMaxBytes the largest output, in bytes of UTF-8
 * @param httpAllow what the handler {@code http} may call
 * @param credentialHeaders which headers may carry a credential
 * @param commandDir where the handler {@code command} finds its files; empty for no such handler
 * @param tokens the tokens that were given
 * @param queues the queues that it serves; all of them if empty
 * @param hints where it hears the hints of other nodes by datagrams; empty for nowhere
 */
public record Settings(
    Duration pollInterval,
    int maxConcurrentSeed,
    Optional<Duration> retentionSeed,
    Optional<Duration> auditRetention,
    int workers,
    String dataSource,
    int connections,
    Path dataDir,
    String nodeName,
    Optional<String> application,
    Duration lease,
    Duration shutdownGrace,
    int maxInterruptions,
    long inputMaxBytes,
    long outputMaxBytes,
    HttpAllow httpAllow,
    CredentialNames credentialHeaders,
    Optional<Path> commandDir,
    ConfiguredTokens tokens,
    Set<String> queues,
    Optional<HintAddress> hints) {

  private static final long MEBIBYTE = 1 << 20;

  /** Reads them all; the reader's {@link SettingsParser#check()} then reports the faults. */
  public static Settings read(SettingsParser reader) {
    return new Settings(
        reader.millis("POLL_INTERVAL_MS", 2000, 100, 3_600_000),
        (int) reader.number("EXECUTION_MAX_CONCURRENT", 1, 1, 10_000),
        reader.durationOrNone("EXECUTION_RETENTION", Duration.ofDays(30)),
        reader.durationOrNone("EXECUTION_AUDIT_RETENTION", Duration.ofDays(365)),
        (int) reader.number("EXECUTION_WORKERS", 64, 1, 10_000),
        reader.text("EXECUTION_DATA_SOURCE").orElse("java:comp/DefaultDataSource"),
        (int) reader.number("EXECUTION_DB_POOL", 20, 5, 10_000),
        reader.parsed("EXECUTION_DATA_DIR", "data", Settings::path),
        reader.parsed("EXECUTION_NODE_NAME", hostName(), Settings::nodeName),
        reader.parsed("EXECUTION_APPLICATION", "", Settings::application),
        reader.millis("EXECUTION_LEASE_MS", 10_000, 1000, 3_600_000),
        reader.millis("EXECUTION_SHUTDOWN_GRACE_MS", 20_000, 0, 86_400_000),
        (int) reader.number("EXECUTION_MAX_INTERRUPTIONS", 3, 1, 1_000_000),
        reader.number("EXECUTION_INPUT_MAX_BYTES", MEBIBYTE, 1, 1024 * MEBIBYTE),
        reader.number("EXECUTION_OUTPUT_MAX_BYTES", MEBIBYTE, 1, 1024 * MEBIBYTE),
        reader.parsed("EXECUTION_HTTP_ALLOW", "public", HttpAllow::parse),
        reader.parsed("EXECUTION_CREDENTIAL_HEADERS", "", CredentialNames::parse),
        reader.directory("EXECUTION_COMMAND_DIR"),
        ConfiguredTokens.read(reader),
        reader.parsed("EXECUTION_QUEUES", "", Settings::queues),
        reader.parsed("EXECUTION_HINTS", "", HintAddress::parse));
  }

  private static Set<String> queues(String text) {
    Set<String> names = new TreeSet<>();
    for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
      // Of the contract only what is compiled in: the runnable JAR reads settings without it.
      if (!name.strip().matches(TypeName.PATTERN)) {
        throw new IllegalArgumentException(
            "must be names of queues with commas between them, each of which "
                + TypeName.RULE.replace("must match", "matches"));
      }
      names.add(name.strip());
    }
    return Collections.unmodifiableSet(names);
  }

  private static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "has characters that paths cannot have in this process's locale (LC_ALL)", e);
    }
  }

  private static String nodeName(String name) {
    if (name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must have at most 100 characters, none of them control");
    }
    return name;
  }

  private static Optional<String> application(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(nodeName(name));
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.length() > 100 ? name.substring(0, 100) : name;
    } catch (UnknownHostException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
  }
}
