package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Node;
import io.executions.api.json.NodeDocument;
import io.executions.api.port.Role;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.LongFunction;

/** Steers single nodes; any node takes the request for any other. */
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.ADMIN)
@ApplicationScoped
public class NodeResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public NodeResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public NodeResource(ExecutionService service) {
    this.service = service;
  }

  /** Tells a node to claim nothing more. */
  @POST
  @Path("/{id}/drain")
  public Response drainNode(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    String by = Requester.of(security).inLog();
    return ask(id, uri, node -> service.drainNode(node, by));
  }

  /** Lets a node claim again. */
  @POST
  @Path("/{id}/resume")
  public Response resumeNode(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    String by = Requester.of(security).inLog();
    return ask(id, uri, node -> service.resumeNode(node, by));
  }

  /** Asks a node to poll now. */
  @POST
  @Path("/{id}/poll")
  public Response pollNode(@PathParam("id") String id, @Context UriInfo uri) {
    return ask(id, uri, service::pollNode);
  }

  private static Response ask(String id, UriInfo uri, LongFunction<Node> request) {
    long number = PathId.parse(id, uri);
    return Responses.with(202, NodeDocument.write(request.apply(number))).build();
  }
}
