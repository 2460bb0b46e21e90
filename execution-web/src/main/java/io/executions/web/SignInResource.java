package io.executions.web;

import io.executions.api.json.NewSessionDocument;
import io.executions.api.json.SessionDocument;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import io.executions.web.security.OpenToAll;
import io.executions.web.security.SignIns;
import io.executions.web.security.TokenBearer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Lets people with a browser in, by their token. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll
@ApplicationScoped
public class SignInResource {
  private static final long MAX_BYTES = 64L << 10;

  private final SignIns signIns;

  /** For the proxy only; public, as RESTEasy wants it. */
  public SignInResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public SignInResource(SignIns signIns) {
    this.signIns = signIns;
  }

  /** Starts a session and gives the browser its cookie. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response signIn(
      InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
    BodyHeaders.check(headers);
    String token = NewSessionDocument.read(StrictJson.parse(BodyReader.read(body, MAX_BYTES)));
    SignIns.SignedIn signedIn = signIns.signIn(token, request);
    return Responses.with(200, document(signedIn.bearer()))
        .header(HttpHeaders.SET_COOKIE, signedIn.setCookie())
        .build();
  }

  static jakarta.json.JsonObject document(TokenBearer bearer) {
    return SessionDocument.write(bearer.name(), bearer.role().jsonName(), bearer.expiresAt());
  }
}
