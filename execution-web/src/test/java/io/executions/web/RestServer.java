package io.executions.web;

import io.executions.api.ExecutionsEnded;
import io.executions.api.Readiness;
import io.executions.web.problem.ThrowableMapper;
import io.executions.web.problem.WebApplicationMapper;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The resources on a real HTTP server, over executions in memory. */
final class RestServer implements AutoCloseable {
  final MemoryExecutions executions = new MemoryExecutions();
  final MemoryKeys keys = new MemoryKeys();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
  private final WaitingClients waiting = new WaitingClients(executions, executor);
  private final HttpServer server;
  private volatile List<String> problems = List.of();

  RestServer() {
    CreationOnce creations = new CreationOnce(executions, keys, new Creations(executions, keys));
    ResourceConfig config =
        ResourceConfig.forApplication(new RestApplication())
            .registerInstances(
                new CreationResource(executions, creations, waiting),
                new ExecutionResource(executions),
                new ServiceResource(executions),
                new SettingsResource(executions),
                new HealthResource(readiness()),
                new DocumentResource())
            .registerClasses(RoleToken.class, ThrowableMapper.class, WebApplicationMapper.class);
    server =
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/app/"), config);
  }

  private Readiness readiness() {
    return new Readiness() {
      @Override
      public List<String> problems() {
        return problems;
      }

      @Override
      public List<String> warnings() {
        return List.of("the database is volatile");
      }
    };
  }

  void become(List<String> newProblems) {
    problems = newProblems;
  }

  /** Tells those who wait that an execution ended, as the engine of this node does. */
  void tellEnd(long id) {
    waiting.ended(new ExecutionsEnded(List.of(id)));
  }

  URI uri() {
    int port = server.getListener("grizzly").getPort();
    return URI.create("http://127.0.0.1:" + port + "/app/api");
  }

  @Override
  public void close() {
    server.shutdownNow();
    executor.shutdownNow();
  }
}
