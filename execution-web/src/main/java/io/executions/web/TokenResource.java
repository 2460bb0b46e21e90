package io.executions.web;

import io.executions.api.NewToken;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.TokensDocument;
import io.executions.api.port.AccessTokens;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import io.executions.web.security.TokenChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Makes access tokens, lists them, and takes them away. */
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.ADMIN)
@ApplicationScoped
public class TokenResource {
  private static final long MAX_BYTES = 64L << 10;

  private final AccessTokens tokens;
  private final TokenChanges changes;

  /** For the proxy only; public, as RESTEasy wants it. */
  public TokenResource() {
    this(null, null);
  }

  /** Makes one. */
  @Inject
  public TokenResource(AccessTokens tokens, TokenChanges changes) {
    this.tokens = tokens;
    this.changes = changes;
  }

  /** Makes a token and tells it, once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response createToken(
      InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
    BodyHeaders.check(headers);
    byte[] bytes = BodyReader.read(body, MAX_BYTES);
    NewToken token =
        NewTokenDocument.read(
            StrictJson.parse(bytes), QueryParameters.faultsOfAny(uri), tokens::hasPassed);
    TokenChanges.Created created = changes.make(token);
    return Responses.with(201, TokensDocument.writeCreated(created.token(), created.secret()))
        .build();
  }

  /** Lists the tokens, by name. */
  @GET
  public Response getTokens(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(TokensDocument.write(tokens.list()));
  }

  /** Takes a token away, with its sessions. */
  @DELETE
  @Path("/{name}")
  public Response removeToken(@PathParam("name") String name, @Context UriInfo uri) {
    if (!NewTokenDocument.isName(name)) {
      throw new AccessTokens.TokenNotFoundException();
    }
    QueryParameters.refuseAny(uri);
    changes.remove(name);
    return Response.noContent().build();
  }
}
