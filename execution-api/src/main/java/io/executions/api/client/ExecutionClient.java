package io.executions.api.client;

import io.executions.api.Attempt;
import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFailures;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStats;
import io.executions.api.NewExecution;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The REST interface of a service elsewhere, as a JAX-RS or MicroProfile client sees it. Its base
 * is the address of the interface, such as {@code http://127.0.0.1:8080/api}; how to make one is
 * told at the {@linkplain io.executions.api.client package}. What is done to many executions at
 * once is told at {@link BulkClient}, schedules at {@link ScheduleClient}, queues at {@link
 * QueueClient}, what concerns nodes and settings at {@link ClusterClient}, and tokens and the audit
 * at {@link AccessClient}.
 *
 * <p>Parameters that are null are left out. Every method throws a {@link ProblemException} when the
 * service answers with a status of 400 or more, and a {@link jakarta.ws.rs.ProcessingException}
 * when no answer comes or it cannot be read. As safe for several threads as the client that it is
 * made of.
 */
// The path is not on the type: a server that has this archive in an application would take it for a
// resource.
@RegisterRestClient(configKey = "execution-service")
@RegisterProvider(DocumentReader.class)
@RegisterProvider(DocumentWriter.class)
@RegisterProvider(ProblemMapper.class)
@RegisterProvider(ConfiguredToken.class)
@RegisterProvider(AbsentHeaderFilter.class)
@Produces(MediaType.APPLICATION_JSON)
public interface ExecutionClient
    extends BulkClient, ScheduleClient, QueueClient, ClusterClient, AccessClient {
  /** Creates an execution; answers at once. */
  @POST
  @Path("executions")
  @Consumes(MediaType.APPLICATION_JSON)
  CreatedExecution createExecution(NewExecution execution);

  /**
   * Creates an execution, once.
   *
   * @param idempotencyKey 1 to 255 visible ASCII characters: under the same key, a repeat of this
   *     call within 24 hours creates nothing more; null for none
   * @param wait how long the answer may wait for the end of the execution; null for not at all. A
   *     client's own time-out must be longer.
   */
  @POST
  @Path("executions")
  @Consumes(MediaType.APPLICATION_JSON)
  CreatedExecution createExecution(
      NewExecution execution,
      @HeaderParam("Idempotency-Key") String idempotencyKey,
      @HeaderParam("Prefer") Wait wait);

  /** Creates 1 to 1,000 executions, all or none. */
  @POST
  @Path("executions/batch")
  @Consumes(MediaType.APPLICATION_JSON)
  CreatedExecutions createExecutions(NewExecutions executions);

  /**
   * Creates 1 to 1,000 executions, all or none, and once.
   *
   * @param idempotencyKey as of {@link #createExecution(NewExecution, String, Wait)}
   */
  @POST
  @Path("executions/batch")
  @Consumes(MediaType.APPLICATION_JSON)
  CreatedExecutions createExecutions(
      NewExecutions executions, @HeaderParam("Idempotency-Key") String idempotencyKey);

  /** Returns the 50 newest executions. */
  @GET
  @Path("executions")
  ExecutionPage getExecutions();

  /**
   * Returns a page of executions, newest first.
   *
   * @param statuses only these; null for all
   * @param type only this type; null for all
   * @param limit at most so many, 1 to 500; null for 50
   * @param cursor the {@link ExecutionPage#nextCursor()} of the page before; null for the first
   *     page
   */
  @GET
  @Path("executions")
  ExecutionPage getExecutions(
      @QueryParam("status") Statuses statuses,
      @QueryParam("type") String type,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor);

  /**
   * Returns a page of executions, in any order and by any filter.
   *
   * @param query made by {@link ListQuery#of}
   */
  @GET
  @Path("executions")
  ExecutionPage getExecutions(@BeanParam ListQuery query);

  /** Returns an execution; the problem is a 404 where there is none. */
  @GET
  @Path("executions/{id}")
  Execution getExecution(@PathParam("id") long id);

  /** Returns the attempts of an execution, ascending. */
  @GET
  @Path("executions/{id}/attempts")
  List<Attempt> getAttempts(@PathParam("id") long id);

  /**
   * Cancels an execution that is pending, or asks the handler of a running one to stop; the problem
   * is a 409 where it has ended.
   *
   * @return the execution, cancelled, or running with {@link Execution#cancelRequested()}
   */
  @POST
  @Path("executions/{id}/cancel")
  Execution cancelExecution(@PathParam("id") long id);

  /**
   * Makes a failed or cancelled execution pending again; the problem is a 409 where it is neither.
   */
  @POST
  @Path("executions/{id}/retry")
  Execution retryExecution(@PathParam("id") long id);

  /**
   * Changes a pending execution; the problem is a 409 where it is not pending.
   *
   * @return the execution after the change
   */
  @PATCH
  @Path("executions/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  Execution changeExecution(@PathParam("id") long id, ExecutionChange change);

  /**
   * Changes a pending execution that nobody has moved or changed meanwhile; the problem is a 412
   * where somebody has.
   *
   * @param revision the revision that it must have; null for any
   */
  @PATCH
  @Path("executions/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  Execution changeExecution(
      @PathParam("id") long id, ExecutionChange change, @HeaderParam("If-Match") Revision revision);

  /** Removes an execution that has ended; the problem is a 409 where it has not. */
  @DELETE
  @Path("executions/{id}")
  void deleteExecution(@PathParam("id") long id);

  /** Counts the executions in each status. */
  @GET
  @Path("stats")
  ExecutionStats getStats();

  /** Returns how many executions ended in each minute of the last hour, and how long they took. */
  @GET
  @Path("stats/series")
  ExecutionSeries getSeries();

  /**
   * Returns how many executions ended when, and how long they took.
   *
   * @param from from when on, as {@link java.time.Instant#toString()} says; null for an hour before
   *     {@code to}
   * @param to until when; null for until now
   * @param step how much time one figure stands for, as {@link java.time.Duration#toString()} says;
   *     null for a minute
   * @param type of this type only; null for all
   * @param queue of this queue only, not together with a type; null for all
   */
  @GET
  @Path("stats/series")
  ExecutionSeries getSeries(
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("step") String step,
      @QueryParam("type") String type,
      @QueryParam("queue") String queue);

  /** Returns why executions failed in the last hour, the commonest reason first. */
  @GET
  @Path("stats/failures")
  ExecutionFailures getFailures();

  /**
   * Returns why executions failed, the commonest reason first.
   *
   * @param from from when on, as {@link java.time.Instant#toString()} says; null for an hour before
   *     {@code to}
   * @param to until when; null for until now
   */
  @GET
  @Path("stats/failures")
  ExecutionFailures getFailures(@QueryParam("from") String from, @QueryParam("to") String to);
}
