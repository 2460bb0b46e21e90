package io.executions.web;

import io.executions.api.port.Role;
import io.executions.web.security.RequiresRole;
import io.executions.web.security.SignIns;
import io.executions.web.security.TokenBearer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Tells people who they are, and lets them out again. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class SessionResource {
  private final SignIns signIns;

  /** For the proxy only; public, as RESTEasy wants it. */
  public SessionResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public SessionResource(SignIns signIns) {
    this.signIns = signIns;
  }

  /** Tells who asks. */
  @GET
  public Response getSession(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(SignInResource.document((TokenBearer) security.getUserPrincipal()));
  }

  /** Ends the session whose cookie came along. */
  @DELETE
  public Response signOut(@Context UriInfo uri, @Context HttpServletRequest request) {
    QueryParameters.refuseAny(uri);
    return Response.noContent().header(HttpHeaders.SET_COOKIE, signIns.signOut(request)).build();
  }
}
