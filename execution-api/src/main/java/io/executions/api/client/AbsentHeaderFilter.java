package io.executions.api.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/**
 * Leaves headers out whose parameter is null, where the client does not: MicroProfile Rest Client
 * as Payara has it sends them empty. So a header that is given empty is left out as well.
 * Thread-safe.
 */
public final class AbsentHeaderFilter implements ClientRequestFilter {
  @Override
  public void filter(ClientRequestContext request) {
    request
        .getHeaders()
        .values()
        .removeIf(values -> values.stream().allMatch(value -> value == null || "".equals(value)));
  }
}
