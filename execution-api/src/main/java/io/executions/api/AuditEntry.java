package io.executions.api;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody did to the service, or tried. Immutable.
 *
 * @param id its number; unique, but not chronological
 * @param at when, by the database's clock
 * @param who the name of the token or, of an application with the service inside, {@code
 *     application} or whom it names; {@code anonymous} where sign-ins were refused
 * @param role {@code viewer}, {@code operator}, {@code admin}, {@code application} or {@code none}
 * @param address where the request came from; empty where there was none, or it is not to be told
 * @param node the node that took it
 * @param action the id of the operation in the OpenAPI document
 * @param target to what
 * @param before the fields that it changed, as they were; empty where there were none
 * @param after the same fields as they are since then
 * @param count how often, of what is summed up
 */
public record AuditEntry(
    long id,
    Instant at,
    String who,
    String role,
    Optional<String> address,
    String node,
    String action,
    Target target,
    Optional<JsonObject> before,
    Optional<JsonObject> after,
    Optional<Long> count) {

  /**
   * To what something was done.
   *
   * @param kind {@code execution}, {@code settings}, {@code node}, {@code token} and so on
   * @param id its id or name
   */
  public record Target(String kind, String id) {}

  /** Returns a copy that does not tell where the request came from. */
  public AuditEntry withoutAddress() {
    return new AuditEntry(
        id, at, who, role, Optional.empty(), node, action, target, before, after, count);
  }
}
