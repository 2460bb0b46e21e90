package io.executions.it.library.application;

import io.executions.api.ExecutionService;
import io.executions.api.Schedule;
import io.executions.api.ScheduleInCodeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Steers the schedules of the application from outside. */
@Path("/schedules/{name}")
@ApplicationScoped
public class ScheduleSteering {
  @Inject private ExecutionService service;
  @Inject private Ledger ledger;

  /** Shows where a schedule comes from and stands. */
  @GET
  public String get(@PathParam("name") String name) {
    Schedule schedule = service.getSchedule(name).orElseThrow();
    return Json.createObjectBuilder()
        .add("source", schedule.source().jsonName())
        .add("state", schedule.state().jsonName())
        .build()
        .toString();
  }

  /** Tries to remove a schedule, and tells why it could not. */
  @DELETE
  public String delete(@PathParam("name") String name) {
    try {
      service.deleteSchedule(name, "somebody");
      return "removed";
    } catch (ScheduleInCodeException e) {
      return e.getMessage();
    }
  }

  /** Adds an entry and triggers a schedule in one transaction, and then fails if it is to. */
  @POST
  @Transactional
  public long trigger(
      @PathParam("name") String name,
      @QueryParam("entry") String entry,
      @QueryParam("fail") boolean fail) {
    ledger.add(entry);
    long id = service.triggerSchedule(name, "somebody").id();
    if (fail) {
      throw new WebApplicationException(
          Response.status(418).type(MediaType.TEXT_PLAIN).entity(Long.toString(id)).build());
    }
    return id;
  }
}
