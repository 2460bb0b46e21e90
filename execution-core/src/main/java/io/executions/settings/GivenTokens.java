package io.executions.settings;

import java.util.Optional;

/**
 * The access tokens that this node was given in its settings.
 *
 * @param admin replaces the stored one at every start; if empty, one is made at the very first
 * @param operator replaces the stored one at every start
 * @param viewer replaces the stored one at every start
 */
public record GivenTokens(
    Optional<Secret> admin, Optional<Secret> operator, Optional<Secret> viewer) {
  private static final int MIN_LENGTH = 16;

  static GivenTokens read(SettingsReader reader) {
    return new GivenTokens(
        reader.secret("EXECUTION_ADMIN_TOKEN", MIN_LENGTH),
        reader.secret("EXECUTION_OPERATOR_TOKEN", MIN_LENGTH),
        reader.secret("EXECUTION_VIEWER_TOKEN", MIN_LENGTH));
  }
}
