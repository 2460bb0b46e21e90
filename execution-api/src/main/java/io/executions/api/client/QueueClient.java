package io.executions.api.client;

import io.executions.api.Queue;
import io.executions.api.QueueSettings;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Queues. A part of {@link ExecutionClient}, and like it in all else. */
// Jersey takes an interface with paths for a resource unless it is known for a client.
@RegisterRestClient(configKey = "execution-service")
@Produces(MediaType.APPLICATION_JSON)
public interface QueueClient {
  /** Returns all queues by name: those that somebody has set, and those with unfinished work. */
  @GET
  @Path("queues")
  List<Queue> getQueues();

  /** Returns a queue. */
  @GET
  @Path("queues/{name}")
  Queue getQueue(@PathParam("name") String name);

  /** Sets a queue: all of its settings, in place of those that it had. */
  @PUT
  @Path("queues/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  Queue setQueue(@PathParam("name") String name, QueueSettings settings);

  /** Takes the settings of a queue away in which nothing is unfinished. */
  @DELETE
  @Path("queues/{name}")
  void deleteQueue(@PathParam("name") String name);
}
