package io.executions.api.client;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.SettingsChange;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Status, types, settings, nodes and health. A part of {@link ExecutionClient}, and like it in all
 * else.
 */
// Jersey takes an interface with paths for a resource unless it is known for a client.
@RegisterRestClient(configKey = "execution-service")
@Produces(MediaType.APPLICATION_JSON)
public interface ClusterClient {
  /** Returns what the cluster is doing, with the nodes that poll or drain. */
  @GET
  @Path("status")
  ServiceStatus getStatus();

  /**
   * Returns what the cluster is doing.
   *
   * @param nodes which nodes it lists
   */
  @GET
  @Path("status")
  ServiceStatus getStatus(@QueryParam("nodes") NodeFilter nodes);

  /** Returns the types that can be created now. */
  @GET
  @Path("types")
  List<ExecutionType> getTypes();

  /** Returns what holds for all nodes. */
  @GET
  @Path("settings")
  ClusterSettings getSettings();

  /** Changes what holds for all nodes, and returns all of it. */
  @PATCH
  @Path("settings")
  @Consumes(MediaType.APPLICATION_JSON)
  ClusterSettings changeSettings(SettingsChange change);

  /** Tells a node to claim nothing more and to let its handlers finish. */
  @POST
  @Path("nodes/{id}/drain")
  Node drainNode(@PathParam("id") long id);

  /** Lets a node claim again. */
  @POST
  @Path("nodes/{id}/resume")
  Node resumeNode(@PathParam("id") long id);

  /** Asks a node to poll now. */
  @POST
  @Path("nodes/{id}/poll")
  Node pollNode(@PathParam("id") long id);

  /** Returns normally if the node that is asked lives; needs no token. */
  @GET
  @Path("health/live")
  Health getLiveness();

  /**
   * Returns normally if the node that is asked can take work; needs no token. The problem is a 503
   * where it cannot, and its detail says what stands in the way.
   */
  @GET
  @Path("health/ready")
  Health getReadiness();
}
