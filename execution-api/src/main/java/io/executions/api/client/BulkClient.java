package io.executions.api.client;

import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionSelection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Many executions at once. A part of {@link ExecutionClient}, and like it in all else. */
// Jersey takes an interface with paths for a resource unless it is known for a client.
@RegisterRestClient(configKey = "execution-service")
@Produces(MediaType.APPLICATION_JSON)
public interface BulkClient {
  /**
   * Cancels executions that are pending, and asks the handlers of running ones to stop; answers at
   * once.
   *
   * @return what is being done; see {@link #getBulk(long)}
   */
  @POST
  @Path("executions/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  Bulk cancelExecutions(ExecutionSelection selection);

  /** Makes failed or cancelled executions pending again; answers at once. */
  @POST
  @Path("executions/retry")
  @Consumes(MediaType.APPLICATION_JSON)
  Bulk retryExecutions(ExecutionSelection selection);

  /** Removes executions that have ended; answers at once. */
  @POST
  @Path("executions/delete")
  @Consumes(MediaType.APPLICATION_JSON)
  Bulk deleteExecutions(ExecutionSelection selection);

  /** Counts to how many executions that would be done now, and does nothing. */
  @POST
  @Path("executions/{verb}")
  @Consumes(MediaType.APPLICATION_JSON)
  BulkCount countExecutions(@PathParam("verb") BulkVerb verb, BulkTrial trial);

  /** Returns the 50 newest bulks, without the ids that they were given. */
  @GET
  @Path("bulk")
  BulkPage getBulks();

  /**
   * Returns a page of bulks, newest first, without the ids that they were given.
   *
   * @param limit at most so many, 1 to 500; null for 50
   * @param cursor the {@link BulkPage#nextCursor()} of the page before; null for the first page
   */
  @GET
  @Path("bulk")
  BulkPage getBulks(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor);

  /** Returns a bulk; the problem is a 404 where there is none. */
  @GET
  @Path("bulk/{id}")
  Bulk getBulk(@PathParam("id") long id);

  /** Stops a bulk; what it has done stays. */
  @POST
  @Path("bulk/{id}/stop")
  Bulk stopBulk(@PathParam("id") long id);
}
