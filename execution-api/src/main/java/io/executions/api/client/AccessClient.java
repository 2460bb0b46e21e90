package io.executions.api.client;

import io.executions.api.AccessToken;
import io.executions.api.AuditPage;
import io.executions.api.NewToken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Access tokens, and the audit. A part of {@link ExecutionClient}, and like it in all else. */
// Jersey takes an interface with paths for a resource unless it is known for a client.
@RegisterRestClient(configKey = "execution-service")
@Produces(MediaType.APPLICATION_JSON)
public interface AccessClient {
  /** Makes an access token, which the answer tells once. */
  @POST
  @Path("tokens")
  @Consumes(MediaType.APPLICATION_JSON)
  CreatedToken createToken(NewToken token);

  /** Returns the access tokens, by name, without what is secret. */
  @GET
  @Path("tokens")
  List<AccessToken> getTokens();

  /** Takes an access token away, with its sessions. */
  @DELETE
  @Path("tokens/{name}")
  void removeToken(@PathParam("name") String name);

  /** Returns the 50 latest things that people did. */
  @GET
  @Path("audit")
  AuditPage getAudit();

  /**
   * Returns a page of what people did, latest first.
   *
   * @param who only of that token; null for all
   * @param action only that operation, by its id in the OpenAPI document; null for all
   * @param target only what was done to something of that id or name; null for all
   * @param after only what was done then or later, as {@link java.time.Instant#toString()} says;
   *     null for all
   * @param before only what was done before that; null for all
   * @param limit at most so many, 1 to 500; null for 50
   * @param cursor the {@link AuditPage#nextCursor()} of the page before; null for the first page
   */
  @GET
  @Path("audit")
  AuditPage getAudit(
      @QueryParam("who") String who,
      @QueryParam("action") String action,
      @QueryParam("target") String target,
      @QueryParam("after") String after,
      @QueryParam("before") String before,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor);
}
