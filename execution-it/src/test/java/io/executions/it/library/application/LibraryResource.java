package io.executions.it.library.application;

import io.executions.api.Execution;
import io.executions.api.ExecutionHandler;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionsEnded;
import io.executions.api.NewExecution;
import io.executions.api.port.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Steers the application from outside. */
@Path("/")
@ApplicationScoped
public class LibraryResource {
  /** Puts it under {@code /app}. */
  @ApplicationPath("app")
  public static class Root extends Application {}

  private final Semaphore held = new Semaphore(0);
  private final Semaphore letGo = new Semaphore(0);
  private final Set<Long> heard = ConcurrentHashMap.newKeySet();

  @Inject private ExecutionService service;
  @Inject private Ledger ledger;
  @Inject private StubbornHandler stubborn;
  @Inject private Readiness readiness;
  @Any @Inject private Instance<ExecutionHandler<?, ?>> handlers;

  /** Hears of the executions that have ended on this node. */
  public void ended(@ObservesAsync ExecutionsEnded event) {
    heard.addAll(event.ids());
  }

  /** Shows the executions whose end it has heard of. */
  @GET
  @Path("heard")
  public String heard() {
    return Json.createArrayBuilder(heard).build().toString();
  }

  /** Creates an execution and an entry in one transaction, and then holds, or fails, or both. */
  @POST
  @Path("create")
  @Transactional
  public long create(
      @QueryParam("entry") String entry,
      @QueryParam("end") String end,
      @QueryParam("hold") boolean hold,
      @QueryParam("fail") boolean fail)
      throws InterruptedException {
    ledger.add("created " + entry);
    Booking booking = new Booking();
    booking.entry = entry;
    booking.end = end;
    booking.amounts = List.of(1, 2, 39);
    long id = service.createExecution(NewExecution.of("book", booking)).id();
    if (hold) {
      held.release();
      await(letGo);
    }
    if (fail) {
      throw new WebApplicationException("rolled back " + id, 418);
    }
    return id;
  }

  /** Returns when a creation that is to hold has done its work, but not yet committed it. */
  @POST
  @Path("held")
  public void awaitHeld() throws InterruptedException {
    await(held);
  }

  /** Lets a creation that holds go on. */
  @POST
  @Path("let-go")
  public void letGo() {
    letGo.release();
  }

  private static void await(Semaphore event) throws InterruptedException {
    if (!event.tryAcquire(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("It did not come");
    }
  }

  /** Creates an execution of that type with that input, in no transaction of the caller's. */
  @POST
  @Path("create/{type}")
  @Consumes(MediaType.APPLICATION_JSON)
  public long create(@PathParam("type") String type, JsonObject input) {
    return service.createExecution(NewExecution.of(type, input)).id();
  }

  /** Shows what matters of an execution. */
  @GET
  @Path("executions/{id}")
  public String get(@PathParam("id") long id) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    service.getExecution(id).ifPresent(execution -> show(execution, json));
    return json.build().toString();
  }

  private static void show(Execution execution, JsonObjectBuilder json) {
    json.add("status", execution.status().jsonName())
        .add("createdAt", execution.createdAt().toString())
        .add("overdue", execution.overdue())
        .add("error", execution.errorMessage().orElse(""));
    execution.startedAt().ifPresent(time -> json.add("startedAt", time.toString()));
    execution.output().ifPresent(output -> json.add("output", output));
  }

  /** Shows an object as the application's own JSON binding has it. */
  @GET
  @Path("sign")
  @Produces(MediaType.APPLICATION_JSON)
  public Sign sign() {
    return new Sign();
  }

  /** Tells which types this application handles. */
  @GET
  @Path("handlers")
  public String handlers() {
    JsonArrayBuilder types = Json.createArrayBuilder();
    handlers.stream().map(ExecutionHandler::type).forEach(types::add);
    return types.build().toString();
  }

  /** Shows the table. */
  @GET
  @Path("entries")
  public String entries() {
    return Json.createArrayBuilder(ledger.entries()).build().toString();
  }

  /** Counts all executions. */
  @GET
  @Path("total")
  public long total() {
    return service.getExecutionStats().total();
  }

  /** Cancels an execution. */
  @POST
  @Path("executions/{id}/cancel")
  public void cancel(@PathParam("id") long id) {
    service.cancelExecution(id);
  }

  /** Has an execution tried again. */
  @POST
  @Path("executions/{id}/retry")
  public void retry(@PathParam("id") long id) {
    service.retryExecution(id);
  }

  /** Shows the types that no node handles, as the status and as the warnings of readiness do. */
  @GET
  @Path("unhandled")
  public String unhandled() {
    return Json.createObjectBuilder()
        .add("types", Json.createArrayBuilder(service.getProcessingStatus().unhandledTypes()))
        .add("warnings", Json.createArrayBuilder(readiness.warnings()))
        .build()
        .toString();
  }

  /** Lets a stubborn handler end. */
  @POST
  @Path("release")
  public void release() {
    stubborn.release();
  }

  /** Tells how often this node asks for work, in milliseconds. */
  @GET
  @Path("interval")
  public long interval() {
    return service.getProcessingStatus().pollInterval().toMillis();
  }

  /** Starts or stops the node; tells whether it is initialized then. */
  @POST
  @Path("node/{action}")
  public boolean steer(@PathParam("action") String action) {
    switch (action) {
      case "initialize" -> service.initialize();
      case "shutdown" -> service.shutdown();
      default -> throw new WebApplicationException(404);
    }
    return service.getProcessingStatus().initialized();
  }
}
