package io.executions.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for which HTTP headers may carry a credential: judged by their names, with caution. */
public final class CredentialHeader {
  private static final Pattern NAME =
      Pattern.compile("auth|cookie|token|secret|passw|credential|key|session|signature|jwt");

  private CredentialHeader() {}

  /** Returns whether a header of that name may carry a credential; upper and lower case alike. */
  public static boolean is(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(lowerCase).find() && !lowerCase.equals("idempotency-key");
  }
}
