package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.NewSchedule;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.SchedulePage;
import io.executions.api.TypeName;
import io.executions.api.json.BackfillCountDocument;
import io.executions.api.json.BackfillDocument;
import io.executions.api.json.BackfilledDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.json.NewScheduleDocument;
import io.executions.api.json.ScheduleDocument;
import io.executions.api.port.CredentialHeaders;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
import io.executions.web.json.Redaction;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.Optional;

/** Shows schedules, keeps them, pauses and removes them. */
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ScheduleResource {
  private static final long BESIDE_INPUT = 64L << 10;

  private final ExecutionService service;
  private final CredentialHeaders credentials;
  private final AnswerBudget budget;

  /** For the proxy only; public, as RESTEasy wants it. */
  public ScheduleResource() {
    this(null, null, null);
  }

  /** Makes one. */
  @Inject
  public ScheduleResource(
      ExecutionService service, CredentialHeaders credentials, AnswerBudget budget) {
    this.service = service;
    this.credentials = credentials;
    this.budget = budget;
  }

  /** Lists schedules, by name. */
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getSchedules(@Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters query = new QueryParameters(uri);
    String rule = "must be a whole number from 1 to " + SchedulePage.MAX_LIMIT;
    int limit =
        query.read("limit", rule, ScheduleResource::limit).orElse(SchedulePage.DEFAULT_LIMIT);
    Optional<String> cursor =
        query.read("cursor", "must be a nextCursor", ScheduleResource::cursor);
    query.check();
    return budget.make(
        () -> {
          SchedulePage page = service.getSchedules(limit, cursor);
          return Responses.ok(
              ScheduleDocument.write(
                  new SchedulePage(
                      page.items().stream().map(each -> shown(each, security)).toList(),
                      page.nextCursor())));
        });
  }

  /** Shows one schedule. */
  @GET
  @Path("/{name}")
  @RequiresRole(Role.VIEWER)
  public Response getSchedule(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    Schedule schedule =
        service.getSchedule(name).orElseThrow(() -> new ScheduleNotFoundException(name));
    return Responses.ok(ScheduleDocument.write(shown(schedule, security)));
  }

  /** Keeps a schedule. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRole(Role.ADMIN)
  public Response putSchedule(
      @PathParam("name") String name,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    BodyHeaders.check(headers);
    long most = 3 * service.getMaxInputBytes() + BESIDE_INPUT;
    NewSchedule schedule =
        NewScheduleDocument.read(
            name,
            StrictJson.parse(BodyReader.read(body, most)),
            QueryParameters.faultsOfAny(uri),
            service::check);
    SavedSchedule saved = service.putSchedule(schedule, Requester.of(security).inLog());
    return Responses.with(saved.created() ? 201 : 200, ScheduleDocument.write(saved.schedule()))
        .build();
  }

  /** Removes a schedule. */
  @DELETE
  @Path("/{name}")
  @RequiresRole(Role.ADMIN)
  public Response deleteSchedule(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    service.deleteSchedule(name, Requester.of(security).inLog());
    return Response.noContent().build();
  }

  /** Creates an execution by a schedule now. */
  @POST
  @Path("/{name}/trigger")
  @RequiresRole(Role.OPERATOR)
  public Response triggerSchedule(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    Execution created = service.triggerSchedule(name, Requester.of(security).inLog());
    return Responses.with(201, ExecutionDocument.write(created))
        .location(uri.getBaseUriBuilder().path("executions/{id}").build(created.id()))
        .build();
  }

  /** Creates the executions of past times that have none yet, or says which ones it would. */
  @POST
  @Path("/{name}/backfill")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRole(Role.OPERATOR)
  public Response backfillSchedule(
      @PathParam("name") String name,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    checkName(name);
    BodyHeaders.check(headers);
    BackfillDocument.Asked asked =
        BackfillDocument.read(
            StrictJson.parse(BodyReader.read(body, BESIDE_INPUT)),
            QueryParameters.faultsOfAny(uri),
            service::check);
    if (asked.validateOnly()) {
      return Responses.ok(
          BackfillCountDocument.write(service.countBackfill(name, asked.backfill())));
    }
    String by = Requester.of(security).inLog();
    return Responses.with(
            201, BackfilledDocument.write(service.backfillSchedule(name, asked.backfill(), by)))
        .build();
  }

  /** Has a schedule create nothing until it is resumed. */
  @POST
  @Path("/{name}/pause")
  @RequiresRole(Role.OPERATOR)
  public Response pauseSchedule(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    String by = Requester.of(security).inLog();
    return Responses.ok(ScheduleDocument.write(service.pauseSchedule(name, by)));
  }

  /** Has a schedule go on. */
  @POST
  @Path("/{name}/resume")
  @RequiresRole(Role.OPERATOR)
  public Response resumeSchedule(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    checkName(name);
    QueryParameters.refuseAny(uri);
    String by = Requester.of(security).inLog();
    return Responses.ok(ScheduleDocument.write(service.resumeSchedule(name, by)));
  }

  private Schedule shown(Schedule schedule, SecurityContext security) {
    Redaction redaction =
        Requester.of(security).seesDetails() ? Redaction.NONE : new Redaction(credentials);
    return schedule.creating(redaction.of(schedule.definition().create()));
  }

  private static void checkName(String name) {
    if (!TypeName.isLegal(name)) {
      throw new ScheduleNotFoundException(name);
    }
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= SchedulePage.MAX_LIMIT);
  }

  private static Optional<String> cursor(String text) {
    return Optional.of(text).filter(TypeName::isLegal);
  }
}
