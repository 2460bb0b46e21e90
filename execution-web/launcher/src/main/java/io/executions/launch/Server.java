package io.executions.launch;

import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import fish.payara.micro.data.ApplicationDescriptor;
import io.executions.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import javax.management.JMException;

/** Payara Micro in this process, with the application in the runnable JAR. */
final class Server {

  /** Name under which the server deploys {@code MICRO-INF/deploy/ROOT.war}. */
  private static final String APPLICATION = "ROOT";

  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";

  /** Also read by the application, to tell the address beside the first token. */
  private static final String ADDRESS = "execution.address";

  private final Settings settings;
  private final ServerSettings server;
  private final ServerDirectory directory;
  private final Endpoint endpoint;

  Server(Settings settings, ServerSettings server, ServerDirectory directory, Endpoint endpoint) {
    this.settings = settings;
    this.server = server;
    this.directory = directory;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server and returns when the application runs.
   *
   * @param stop what ends the process from then on
   * @throws ServerStartException if the server or the application does not start
   */
  void start(StopSignal stop) throws ServerStartException {
    setProperties();
    ServerDataSource.use(server.database());
    PayaraMicroBoot boot;
    try {
      boot = PayaraMicroLauncher.create(options());
    } catch (InvocationTargetException e) {
      throw new ServerStartException(String.valueOf(e.getCause().getMessage()));
    } catch (Exception e) {
      throw new ServerStartException(e.toString());
    }
    if (!isApplicationRunning(boot)) {
      throw new ServerStartException("the application did not start, for the reason above");
    }
    endpoint.requireTaken();
    SelfCheck check = new SelfCheck(endpoint.url("/api/status"), stop::isStopping);
    check.requireAnswer();
    System.getLogger(Server.class.getName())
        .log(System.Logger.Level.INFO, "Listening on {0}", System.getProperty(ADDRESS));
    stop.begin(Server::begin, () -> stopListening(boot));
    check.begin();
    Regularly.run("unusable-database", new UnusableDatabase(stop::isStopping));
  }

  /**
   * Not at deployment: when it has started the application, the server closes the archives that
   * classes are loaded from, and what a thread of the application could not link just then, the
   * virtual machine never tries to link again.
   */
  private static void begin() throws ServerStartException {
    try {
      Pollers.begin();
    } catch (JMException | RuntimeException e) {
      throw new ServerStartException("the application does not poll: " + e.getMessage());
    }
  }

  /** By the server's own command: its types are in nested archives, which this one cannot use. */
  private static void stopListening(PayaraMicroBoot boot) {
    try {
      ClassLoader classes = boot.getClass().getClassLoader();
      Class<?> runnerType = classes.loadClass("org.glassfish.embeddable.CommandRunner");
      Object runner =
          classes
              .loadClass("org.glassfish.internal.api.Globals")
              .getMethod("get", Class.class)
              .invoke(null, runnerType);
      Object result =
          runnerType
              .getMethod("run", String.class, String[].class)
              .invoke(runner, "set", new String[] {LISTENER + ".enabled=false"});
      Object status =
          classes
              .loadClass("org.glassfish.embeddable.CommandResult")
              .getMethod("getExitStatus")
              .invoke(result);
      if (!status.toString().equals("SUCCESS")) {
        throw new IllegalStateException("The listener stays open: " + status);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(Server.class.getName())
          .log(System.Logger.Level.WARNING, "The listener could not be closed", e);
    }
  }

  /** The server stays up without an application that failed, and only this view of it tells. */
  private static boolean isApplicationRunning(PayaraMicroBoot boot) {
    return boot.getRuntime().getLocalDescriptor().getDeployedApplications().stream()
        .map(ApplicationDescriptor::getName)
        .anyMatch(APPLICATION::equals);
  }

  /** Before the first use of logging, temporary files or the server: each reads them once. */
  private void setProperties() {
    System.setProperty("java.io.tmpdir", directory.temporary().toString());
    String address = server.address().getHostAddress();
    System.setProperty("io.executions.begins-when-told", "true");
    System.setProperty("io.executions.address", address);
    System.setProperty(ADDRESS, "http://%s:%d/".formatted(address, endpoint.port()));
    System.setProperty("io.executions.database", "EXECUTION_DB_URL=" + server.database().place());
    System.setProperty("io.executions.pool", Integer.toString(settings.connections()));
    if (settings.application().isEmpty()) {
      // The archive inside is the root's, as that of somebody's own application may be.
      System.setProperty("EXECUTION_APPLICATION", "execution-service");
    }
    System.setProperty("io.executions.body-bytes", Long.toString(mostBodyBytes()));
  }

  /**
   * More than the application takes, since only that knows what is too large for which request.
   * This bound is for the memory.
   */
  private long mostBodyBytes() {
    return Math.max(9L << 20, settings.inputMaxBytes() * 3 + (1L << 20));
  }

  private String[] options() {
    return new String[] {
      "--rootdir", directory.path().toString(), "--port", Integer.toString(endpoint.port())
    };
  }
}
