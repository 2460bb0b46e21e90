package io.executions.web;

import io.executions.api.InvalidRequestException;
import io.executions.api.TypeName;
import io.executions.api.port.Role;
import io.executions.web.event.EventFilter;
import io.executions.web.event.EventStreams;
import io.executions.web.security.Admitted;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells moves as they are made. JAX-RS only lets clients in: their answers are written without it,
 * since its own streams of events have a thread wait for each slow client.
 */
@Path("/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class EventResource {
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final EventStreams streams;
  private final Admitted admitted;

  /** For the proxy only; public, as RESTEasy wants it. */
  public EventResource() {
    this(null, null);
  }

  /** Makes one. */
  @Inject
  public EventResource(EventStreams streams, Admitted admitted) {
    this.streams = streams;
    this.admitted = admitted;
  }

  /** Tells moves until the client leaves, its token ends, or this node does. */
  @GET
  public void getEvents(
      @Context UriInfo uri, @Context HttpServletRequest request, @Suspended AsyncResponse answer)
      throws IOException {
    EventFilter filter = filter(uri);
    streams.requireRoom();
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      answer.resume(Response.ok().build());
      return;
    }
    Optional<String> last = Optional.ofNullable(request.getHeader(LAST_EVENT_ID));
    streams.begin(request.getAsyncContext(), filter, admitted.by(request), last);
  }

  /**
   * Returns what the query describes.
   *
   * @throws InvalidRequestException naming all faults
   */
  private static EventFilter filter(UriInfo uri) {
    QueryParameters query = new QueryParameters(uri);
    EventFilter filter =
        new EventFilter(
            query
                .read("status", ListParameters.STATUS_RULE, ListParameters::statuses)
                .orElse(Set.of()),
            query.read("type", TypeName.RULE, ListParameters::type),
            query.read("id", "must be a whole number from 1 on", EventResource::id));
    query.check();
    return filter;
  }

  private static Optional<Long> id(String text) {
    return Optional.of(text).filter(given -> given.matches("[1-9][0-9]{0,17}")).map(Long::valueOf);
  }
}
