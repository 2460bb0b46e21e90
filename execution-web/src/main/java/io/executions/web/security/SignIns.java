package io.executions.web.security;

import io.executions.api.port.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** Starts and ends the sessions of people with a browser. Thread-safe. */
@ApplicationScoped
public class SignIns {
  private static final Duration LENGTH = Duration.ofHours(12);

  private final KnownTokens tokens;
  private final KnownSessions known;
  private final SessionCookie cookie;
  private final Admission admission;
  private final Sessions sessions;
  private final RefusedSignIns refused;

  /**
   * A session that was started.
   *
   * @param bearer who has signed in, and until when
   * @param setCookie the header {@code Set-Cookie} for the browser
   */
  public record SignedIn(TokenBearer bearer, String setCookie) {}

  /** For the container's proxy. */
  protected SignIns() {
    this(null, null, null, null, null, null);
  }

  @Inject
  SignIns(
      KnownTokens tokens,
      KnownSessions known,
      SessionCookie cookie,
      Admission admission,
      Sessions sessions,
      RefusedSignIns refused) {
    this.refused = refused;
    this.tokens = tokens;
    this.known = known;
    this.cookie = cookie;
    this.admission = admission;
    this.sessions = sessions;
  }

  /**
   * Starts a session for the bearer of that token. A wrong token costs as much as a wrong bearer
   * token.
   *
   * @throws io.executions.web.problem.ProblemAnswerException with status 401, 429 or 503
   * @throws io.executions.api.ServiceUnavailableException while the database is away
   */
  public SignedIn signIn(String token, HttpServletRequest request) {
    String address = ClientAddress.of(request.getRemoteAddr());
    TokenBearer bearer = admit(address, token);
    String secret = RandomSecret.next();
    Sessions.Session session =
        sessions
            .start(SecretHash.of(secret), bearer.name(), SecretHash.of(token), LENGTH)
            .orElseThrow(() -> new RefusedException(Refusal.NO_VALID_TOKEN));
    return new SignedIn(
        new TokenBearer(session.token(), session.role(), Optional.of(session.expiresAt())),
        cookie.set(secret, session.left(), request));
  }

  private TokenBearer admit(String address, String token) {
    try {
      return admission.admit(address, Optional.of(token), tokens);
    } catch (RefusedException e) {
      // A token that was not even looked at costs no write.
      if (e.refusal() == Refusal.NO_VALID_TOKEN) {
        refused.add(address);
      }
      throw e;
    }
  }

  /**
   * Ends the session whose cookie a request shows, if it shows one.
   *
   * @return the header {@code Set-Cookie} that takes the cookie away
   * @throws io.executions.api.ServiceUnavailableException while the database is away
   */
  public String signOut(HttpServletRequest request) {
    Optional<String> secret = cookie.secretIn(request);
    secret.map(SecretHash::of).ifPresent(sessions::end);
    secret.ifPresent(known::forget);
    return cookie.cleared(request);
  }
}
