package io.executions.handlers.http;

import io.executions.settings.CredentialNames;
import io.executions.settings.HttpAllow;
import io.executions.settings.Settings;

/**
 * What calls must heed.
 *
 * @param allow what may be called
 * @param credentials the headers that a redirect to another origin does not get
 * @param maxBytes how large the body of an answer may be
 */
record HttpRules(HttpAllow allow, CredentialNames credentials, int maxBytes) {
  /** The most that the body of an answer may have. */
  static final int MAX_BYTES = 1 << 20;

  static HttpRules of(Settings settings) {
    return new HttpRules(
        settings.httpAllow(),
        settings.credentialHeaders(),
        (int) Math.min(MAX_BYTES, settings.outputMaxBytes()));
  }
}
