package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.web.problem.ProblemAnswerException;
import io.executions.web.problem.ProblemTranslation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;

/** Resources with each way to say who may call. */
final class Resources {
  static final Set<Class<?>> CLASSES =
      Set.of(Door.class, Health.class, Marked.class, Unmarked.class, MarkedOpen.class);

  private Resources() {}

  /** Open under an open path. */
  @Path("health")
  public static class Health {
    @GET
    @OpenToAll
    @Path("live")
    public String live() {
      return "live";
    }

    @GET
    @Path("ready")
    public String unmarked() {
      return "ready";
    }
  }

  /** Lets people in, by a token in the body. */
  @Path("session")
  @OpenToAll
  public static class Door {
    /** Set by each test: a class is all that may be handed to a container. */
    static volatile SignIns signIns;

    @POST
    public Response signIn(String token, @Context HttpServletRequest request) {
      try {
        SignIns.SignedIn signedIn = signIns.signIn(token, request);
        return Response.ok(signedIn.bearer().name())
            .header(HttpHeaders.SET_COOKIE, signedIn.setCookie())
            .build();
      } catch (ProblemAnswerException | ServiceUnavailableException e) {
        return ProblemTranslation.of(e).toResponse();
      }
    }
  }

  /** What most resources look like. */
  @Path("marked")
  @RequiresRole(Role.VIEWER)
  public static class Marked {
    @GET
    public String whoAmI(@Context SecurityContext security) {
      return "%s %s %b%b%b%b %b"
          .formatted(
              security.getUserPrincipal().getName(),
              security.getAuthenticationScheme(),
              security.isUserInRole("viewer"),
              security.isUserInRole("operator"),
              security.isUserInRole("admin"),
              security.isUserInRole("root"),
              security.isSecure());
    }

    @POST
    @RequiresRole(Role.OPERATOR)
    public String change() {
      return "changed";
    }
  }

  /** Nobody thought of it. */
  @Path("unmarked")
  public static class Unmarked {
    @GET
    public String get() {
      return "unmarked";
    }
  }

  /** Open as a class, but for one method. */
  @Path("open")
  @OpenToAll
  public static class MarkedOpen {
    @GET
    public String get() {
      return "open";
    }

    @POST
    @RequiresRole(Role.ADMIN)
    public String change() {
      return "changed";
    }
  }
}
