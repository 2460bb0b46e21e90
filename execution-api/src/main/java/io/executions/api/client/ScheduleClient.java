package io.executions.api.client;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Execution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.SchedulePreview;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Schedules. A part of {@link ExecutionClient}, and like it in all else. Where there is no schedule
 * of that name, the problem is a 404.
 */
// Jersey takes an interface with paths for a resource unless it is known for a client.
@RegisterRestClient(configKey = "execution-service")
@Produces(MediaType.APPLICATION_JSON)
public interface ScheduleClient {
  /** Returns the first 100 schedules, by name. */
  @GET
  @Path("schedules")
  SchedulePage getSchedules();

  /**
   * Returns a page of schedules, by name.
   *
   * @param limit at most so many, 1 to 500; null for 100
   * @param cursor the {@link SchedulePage#nextCursor()} of the page before; null for the first page
   */
  @GET
  @Path("schedules")
  SchedulePage getSchedules(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor);

  /** Returns a schedule. */
  @GET
  @Path("schedules/{name}")
  Schedule getSchedule(@PathParam("name") String name);

  /**
   * Keeps a schedule, new or in place of the one of its name.
   *
   * @param name the name of the schedule
   * @return the schedule as it is now
   */
  @PUT
  @Path("schedules/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  Schedule putSchedule(@PathParam("name") String name, NewSchedule schedule);

  /** Removes a schedule; what it created stays. */
  @DELETE
  @Path("schedules/{name}")
  void deleteSchedule(@PathParam("name") String name);

  /** Creates an execution by a schedule now, also while it is paused. */
  @POST
  @Path("schedules/{name}/trigger")
  Execution triggerSchedule(@PathParam("name") String name);

  /** Has a schedule create nothing until it is resumed. */
  @POST
  @Path("schedules/{name}/pause")
  Schedule pauseSchedule(@PathParam("name") String name);

  /** Has a schedule go on with its next time. */
  @POST
  @Path("schedules/{name}/resume")
  Schedule resumeSchedule(@PathParam("name") String name);

  /** Creates the executions of past times that have none yet; asking again is harmless. */
  @POST
  @Path("schedules/{name}/backfill")
  @Consumes(MediaType.APPLICATION_JSON)
  Backfilled backfillSchedule(@PathParam("name") String name, Backfill backfill);

  /** Returns what a backfill would create now, and creates nothing. */
  @POST
  @Path("schedules/{name}/backfill")
  @Consumes(MediaType.APPLICATION_JSON)
  BackfillCount countBackfill(@PathParam("name") String name, BackfillTrial trial);

  /** Returns when a schedule would create executions; nothing is kept. */
  @POST
  @Path("schedules/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  List<Instant> previewSchedule(SchedulePreview preview);
}
