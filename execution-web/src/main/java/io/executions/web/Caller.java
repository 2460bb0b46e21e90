package io.executions.web;

import io.executions.api.port.Role;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Who sent a request.
 *
 * @param name names the token
 * @param seesDetails whether error details and credentials may be shown
 */
record Caller(String name, boolean seesDetails) {
  /** Returns who it is, as the log names it. */
  String inLog() {
    return "the %s token".formatted(name);
  }

  static Caller of(SecurityContext security) {
    return new Caller(
        security.getUserPrincipal().getName(), security.isUserInRole(Role.OPERATOR.jsonName()));
  }
}
