package io.executions.launch;

import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import fish.payara.micro.data.ApplicationDescriptor;
import io.executions.settings.ServerSettings;
import io.executions.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;

/** Payara Micro in this process, with the application in the runnable JAR. */
final class Server {

  /** Name under which the server deploys {@code MICRO-INF/deploy/ROOT.war}. */
  private static final String APPLICATION = "ROOT";

  private static final int DEFAULT_PORT = 8080;

  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";

  /** Also read by the application, to tell the address beside the first token. */
  private static final String ADDRESS = "execution.address";

  private final Settings settings;
  private final ServerSettings server;
  private final ServerDirectory directory;

  Server(Settings settings, ServerSettings server, ServerDirectory directory) {
    this.settings = settings;
    this.server = server;
    this.directory = directory;
  }

  /**
   * Starts the server and returns when the application runs.
   *
   * @param arguments options of Payara Micro
   * @throws ServerStartException if the server or the application does not start
   */
  void start(String[] arguments) throws ServerStartException {
    Endpoint endpoint = new Endpoint(server.address(), port(arguments));
    if (!endpoint.isFree()) {
      throw new ServerStartException("cannot listen on %s".formatted(endpoint));
    }
    setProperties(endpoint);
    ServerDataSource.use(server.database());
    PayaraMicroBoot boot;
    try {
      boot = PayaraMicroLauncher.create(withOwnOptions(arguments));
    } catch (InvocationTargetException e) {
      throw new ServerStartException(String.valueOf(e.getCause().getMessage()));
    } catch (Exception e) {
      throw new ServerStartException(e.toString());
    }
    if (!isApplicationRunning(boot)) {
      throw new ServerStartException("the application did not start");
    }
    System.getLogger(Server.class.getName())
        .log(System.Logger.Level.INFO, "Listening on {0}", System.getProperty(ADDRESS));
    if (endpoint.isFree()) {
      throw new ServerStartException("nothing listens on %s".formatted(endpoint));
    }
    StopSignal.handle(() -> stopListening(boot));
    begin();
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

  /**
   * By the server's own command, of which this archive has no types: they are in nested archives.
   */
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
  private void setProperties(Endpoint endpoint) {
    System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    System.setProperty("java.io.tmpdir", directory.temporary().toString());
    String address = server.address().getHostAddress();
    System.setProperty("io.executions.begins-when-told", "true");
    System.setProperty("io.executions.address", address);
    System.setProperty(ADDRESS, "http://%s:%d/".formatted(address, endpoint.port()));
    System.setProperty("io.executions.pool", Integer.toString(settings.connections()));
    System.setProperty("io.executions.body-bytes", Long.toString(mostBodyBytes()));
  }

  /**
   * More than the application takes, which knows what is too large for whom: this is for memory.
   */
  private long mostBodyBytes() {
    return Math.max(9L << 20, settings.inputMaxBytes() * 3 + (1L << 20));
  }

  private String[] withOwnOptions(String[] arguments) {
    List<String> own = List.of("--rootdir", directory.path().toString());
    return Stream.concat(own.stream(), Stream.of(arguments)).toArray(String[]::new);
  }

  private static int port(String[] arguments) throws ServerStartException {
    int option = Arrays.asList(arguments).indexOf("--port");
    if (option < 0 || option + 1 == arguments.length) {
      return DEFAULT_PORT;
    }
    String port = arguments[option + 1];
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
      throw new ServerStartException("--port must be a number from 1 to 65535");
    }
    return Integer.parseInt(port);
  }
}
