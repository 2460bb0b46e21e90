package io.executions.web;

import io.executions.api.port.Role;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Who sent a request.
 *
 * @param name names the token
 * @param seesDetails whether error details and credentials may be shown
 */
record Requester(String name, boolean seesDetails) {
  /** Returns who it is, as the log names it. */
  String inLog() {
    return "the %s token".formatted(name);
  }

  static Requester of(SecurityContext security) {
    return new Requester(
        security.getUserPrincipal().getName(), security.isUserInRole(Role.OPERATOR.jsonName()));
  }
}
