package io.executions.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access tokens that this node was given in its settings.
 *
 * @param admin replaces the stored one at every start; if empty, one is made at the very first
 * @param operator replaces the stored one at every start; {@link #NONE} takes it away
 * @param viewer replaces the stored one at every start; {@link #NONE} takes it away
 */
public record ConfiguredTokens(
    Optional<Secret> admin, Optional<Secret> operator, Optional<Secret> viewer) {
  /** In the place of a token: there shall be none. Shorter than any token. */
  public static final Secret NONE = new Secret("none");

  private static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 4000;

  /** What can be sent as a bearer token (RFC 6750, section 2.1). */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  static ConfiguredTokens read(SettingsParser reader) {
    Map<Secret, String> names = new HashMap<>();
    return new ConfiguredTokens(
        read(reader, "EXECUTION_ADMIN_TOKEN", names),
        readOrNone(reader, "EXECUTION_OPERATOR_TOKEN", names),
        readOrNone(reader, "EXECUTION_VIEWER_TOKEN", names));
  }

  private static Optional<Secret> readOrNone(
      SettingsParser reader, String name, Map<Secret, String> names) {
    return reader.text(name).map(Secret::new).filter(NONE::equals).isPresent()
        ? Optional.of(NONE)
        : read(reader, name, names);
  }

  private static Optional<Secret> read(
      SettingsParser reader, String name, Map<Secret, String> names) {
    Optional<Secret> token = reader.secret(name, MIN_LENGTH);
    token.ifPresent(
        given -> {
          if (given.value().length() > MAX_LENGTH || !BEARER.matcher(given.value()).matches()) {
            reader.fault(
                name,
                "must have at most 4000 characters, of A-Z a-z 0-9 . _ ~ + / - and = at its end");
          }
          String other = names.putIfAbsent(given, name);
          if (other != null) {
            reader.fault(name, "must differ from " + other);
          }
        });
    return token;
  }
}
