package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.QueueNotFoundException;
import io.executions.api.QueueSettings;
import io.executions.api.TypeName;
import io.executions.api.json.QueueDocument;
import io.executions.api.json.QueueSettingsDocument;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Shows queues, sets and removes them. */
@Path("/queues")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class QueueResource {
  private static final long MAX_BYTES = 64L << 10;

  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public QueueResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public QueueResource(ExecutionService service) {
    this.service = service;
  }

  /** Lists queues, by name. */
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getQueues(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(QueueDocument.write(service.getQueues()));
  }

  /** Shows one queue. */
  @GET
  @Path("/{name}")
  @RequiresRole(Role.VIEWER)
  public Response getQueue(@PathParam("name") String name, @Context UriInfo uri) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    return Responses.ok(
        QueueDocument.write(
            service.getQueue(name).orElseThrow(() -> new QueueNotFoundException(name))));
  }

  /** Sets a queue. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRole(Role.ADMIN)
  public Response setQueue(
      @PathParam("name") String name,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    BodyHeaders.check(headers);
    byte[] bytes = BodyReader.read(body, MAX_BYTES);
    List<Fault> others = new ArrayList<>(QueryParameters.faultsOfAny(uri));
    if (!TypeName.isLegal(name)) {
      others.add(new Fault("/name", TypeName.RULE));
    }
    QueueSettings settings = QueueSettingsDocument.read(StrictJson.parse(bytes), others);
    String by = Requester.of(security).inLog();
    return Responses.ok(QueueDocument.write(service.setQueue(name, settings, by)));
  }

  /** Removes the settings of a queue. */
  @DELETE
  @Path("/{name}")
  @RequiresRole(Role.ADMIN)
  public Response deleteQueue(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    service.deleteQueue(name, Requester.of(security).inLog());
    return Response.noContent().build();
  }

  private static void checkName(String name) {
    if (!TypeName.isLegal(name)) {
      throw new QueueNotFoundException(name);
    }
  }
}
