package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryEntry;
import io.executions.it.servers.FileTree;
import io.executions.it.service.ServiceClient;
import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One life of an installation, from its first start over a stop to its second start. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {
  private static final Duration MOMENT = Duration.ofSeconds(60);

  private static final String OPERATOR = "operator-token-of-the-environment";
  private static final String VIEWER = "viewer-token-in-a-file";

  @TempDir private static Path home;
  private static Installation installation;
  private static Command command;
  private static ServiceProcess service;
  private static String token;

  @BeforeAll
  static void startForTheFirstTime() throws IOException {
    installation =
        new Installation(home)
            .without("EXECUTION_ADMIN_TOKEN")
            .with("EXECUTION_OPERATOR_TOKEN", OPERATOR)
            .with(
                "EXECUTION_VIEWER_TOKEN_FILE",
                Files.writeString(home.resolve("viewer"), VIEWER + "\n").toString());
    command = Command.in(installation);
    service = installation.start().awaitReady();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @Order(1)
  void printsTheAdminTokenOnceAndItWorks() throws IOException {
    List<String> printed = tokenLines(service);

    assertThat(printed)
        .singleElement()
        .asString()
        .endsWith("(for http://127.0.0.1:%d/)".formatted(installation.port()));
    token = printed.get(0).split(" ")[2];
    assertThat(installation.client(token).get("api/status").status()).isEqualTo(200);
    assertThat(installation.client(token + "x").get("api/status").status()).isEqualTo(401);
    assertThat(String.join("\n", service.log())).doesNotContain(token);
    assertThat(service.log().get(0))
        .endsWith(
            "Starting on 127.0.0.1 port %d, data in %s; it takes about half a minute"
                .formatted(installation.port(), installation.dataDir()));
  }

  @Test
  @Order(2)
  void takesTokensByEnvironmentAndFileAndShowsThemToNoOtherProcess() throws IOException {
    assertThat(installation.client(OPERATOR).get("api/status").status()).isEqualTo(200);
    assertThat(installation.client(VIEWER).get("api/status").status()).isEqualTo(200);
    Path process = Path.of("/proc", Long.toString(service.pid()));
    assertThat(Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1))
        .contains("EXECUTION_OPERATOR_TOKEN=\0", "EXECUTION_DATA_DIR=" + installation.dataDir())
        .doesNotContain(OPERATOR, VIEWER);
  }

  @Test
  @Order(2)
  void listensOnOneSocketOfTheLoopbackAddressOnly() throws IOException {
    String port = "%04X".formatted(installation.port());

    assertThat(Sockets.open(service.pid()))
        .singleElement()
        .asString()
        .matches("tcp6? (0000000000000000FFFF0000)?0100007F:" + port);
  }

  @Test
  @Order(3)
  void showsNobodyTheServersOwnEndpoints() throws IOException {
    for (String path : List.of("/metrics", "/openapi", "/health", "/health/ready")) {
      assertThat(installation.client(token).get(path).status()).as(path).isIn(403, 404);
    }
  }

  @Test
  @Order(3)
  void keepsItsDataToItsOwner() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installation.dataDir())))
        .isEqualTo("rwx------");
  }

  @Test
  @Order(4)
  void isNotTouchedByASecondProcessWhateverThatIsTold() throws Exception {
    String held =
        "The service cannot start: the data directory %s is in use by process %d"
            .formatted(installation.dataDir(), service.pid());
    int own = installation.port();
    assertSays(installation.startWith("--port", "" + own), 1, held);
    assertSays(installation.startWith("--port", "" + LoopbackPort.free()), 1, held);
    assertSays(
        installation.startWith("--prot", "1"),
        2,
        "Unknown option: '--prot' (--help explains the options)");
    for (String question : List.of("--version", "--help")) {
      try (ServiceProcess process = installation.startWith(question)) {
        assertThat(process.awaitExit(MOMENT)).isZero();
        assertThat(process.log()).isEmpty();
      }
    }

    assertThat(service.deletedFiles()).isEmpty();
    assertThat(installation.client(token).get("api/types").status()).isEqualTo(200);
    assertThat(installation.client(token).get("api/executions").status()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void tellsWhatIsInside() throws Exception {
    try (ServiceProcess process = installation.startWith("--version")) {
      assertThat(process.awaitExit(MOMENT)).isZero();
      String told = String.join("\n", process.output());
      assertThat(told).containsPattern("Execution Service \\d+\\.\\d+").doesNotContain("$", "null");
      assertThat(told).containsPattern("Commit: ([0-9a-f]{12}(-dirty)?|unknown)\n");
      String inside =
          told.replaceFirst("(?s).*(H2 [\\d.]+), MariaDB Connector/J [\\d.]+, Postgre.*", "$1");
      assertThat(String.join("\n", service.log())).contains("The database is " + inside + " (");
    }
  }

  @Test
  @Order(5)
  void namesAllFaultySettingsAtOnceAndDoesNotStart() throws Exception {
    Installation faulty =
        new Installation(home.resolve("faulty"))
            .with("POLL_INTERVAL_MS", "99")
            .with("EXECUTION_MAX_CONCURRENT", "none")
            .with("EXECUTION_RETENTION", "-P1D")
            .with("EXECUTION_HTTP_ALLOW", "10.0.0.0/99")
            .with("EXECUTION_DB_URL", "jdbc:oracle:thin:secret-in-the-url")
            .with("EXECUTION_COMMAND_DIR", "/no/such/directory")
            .with("EXECUTION_ADMIN_TOKEN", "short");
    try (ServiceProcess process = faulty.start()) {
      assertThat(process.awaitExit(MOMENT)).isEqualTo(1);
      String told = String.join("\n", process.log());
      assertThat(told)
          .contains("POLL_INTERVAL_MS", "EXECUTION_MAX_CONCURRENT", "EXECUTION_RETENTION")
          .contains("EXECUTION_HTTP_ALLOW", "EXECUTION_DB_URL", "EXECUTION_COMMAND_DIR")
          .contains("EXECUTION_ADMIN_TOKEN")
          .doesNotContain("short", "secret-in-the-url", "Exception", "\tat ");
      assertThat(faulty.dataDir()).doesNotExist();
    }
  }

  @Test
  @Order(6)
  void doesNotStartWhereItCannotListen() throws Exception {
    Installation other = new Installation(home.resolve("other"));
    try (ServerSocket taken = new ServerSocket(other.port(), 1, InetAddress.getLoopbackAddress());
        ServiceProcess process = other.start()) {
      assertThat(taken.isBound()).isTrue();
      assertThat(process.awaitExit(MOMENT)).isEqualTo(1);
      assertThat(process.log())
          .containsExactly(
              "The service cannot start: it cannot listen on 127.0.0.1 port %d: %s"
                  .formatted(other.port(), "Address already in use"));
      assertThat(other.dataDir().resolve("server")).doesNotExist();
    }
  }

  @Test
  @Order(7)
  void letsARunningCommandFinishWhenItIsStopped() throws Exception {
    long id = installation.client(token).post("api/executions", command.request(3)).id();
    await().atMost(MOMENT).until(() -> command.history().size() == 1);

    service.terminate();

    service.awaitExit(MOMENT);
    assertThat(command.history()).hasSize(2).last().matches(HistoryEntry::end);
    assertThat(service.output()).hasSize(1).isEqualTo(tokenLines(service));
    assertThat(service.log()).allMatch(line -> line.matches("\\S+ [A-Z]+ io\\.executions\\..*"));
    try (DatabaseView database = DatabaseView.of(installation)) {
      assertThat(database.ids("SELECT id FROM execution WHERE status = 'completed'"))
          .containsExactly(id);
    }
  }

  @Test
  @Order(8)
  void printsNoTokenAtASecondStartAndTheOldOneWorks() throws IOException {
    service = installation.start().awaitReady();

    assertThat(tokenLines(service)).isEmpty();
    assertThat(installation.client(token).executions("status=completed")).hasSize(1);
  }

  @Test
  @Order(9)
  void saysThatItIsDownWhenItsFilesAreGone() throws Exception {
    ServiceClient client = installation.client(token);
    assertThat(client.get("api/health/live").status()).isEqualTo(200);

    FileTree.remove(installation.dataDir().resolve("server"));

    await().atMost(MOMENT).until(() -> client.get("api/health/live").status() == 503);
    assertThat(client.get("api/health/ready").status()).isEqualTo(503);
    assertThat(service.log()).anyMatch(line -> line.endsWith(" is missing"));
    await().atMost(MOMENT).untilAsserted(() -> Refusal.checkBroken(client.get("/")));
    Refusal.checkBroken(client.get("api/status"));
    Refusal.checkBroken(client.get("api/executions/1/attempts"));
    Refusal.checkBroken(client.post("api/executions", command.request(0)));
    assertThat(client.get("api/health/live").status()).isEqualTo(503);

    Path database = installation.dataDir().resolve("executions.mv.db");
    Files.delete(database);
    await().atMost(MOMENT).until(() -> client.get("api/health/live").status() == 200);
    assertThat(client.get("api/health/ready").json().getJsonArray("problems").toString())
        .contains("The file of the embedded database is gone: " + database)
        .contains("/proc/%d/fd/".formatted(service.pid()));
    assertThat(service.log().stream().filter(line -> line.contains("database is gone")))
        .singleElement()
        .asString()
        .contains(" SEVERE ");

    service.terminate();
    assertThat(service.awaitExit(MOMENT)).isEqualTo(143);
    assertThat(service.log().stream().dropWhile(line -> !line.contains("Stopping: ")))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains(" INFO io.executions."));
  }

  @Test
  @Order(10)
  void endsQuietlyWhenItIsToldWhileItStartsAndTheNextStartGoesWell() throws Exception {
    Installation early = new Installation(home.resolve("early"));
    for (String made :
        List.of("server.lock", "server/runtime", "server/applications/ROOT", "executions.mv.db")) {
      FileTree.remove(early.dataDir());
      try (ServiceProcess process = early.start()) {
        Path place = early.dataDir().resolve(made);
        await().atMost(MOMENT).pollInterval(Duration.ofMillis(10)).until(() -> Files.exists(place));
        process.terminate();
        assertThat(process.awaitExit(MOMENT)).as(made).isEqualTo(143);
        assertThat(process.output()).as(made).isEmpty();
        assertThat(process.log()).as(made).allMatch(line -> line.contains(" INFO io.executions."));
      }
    }
    early.start().awaitReady().close();
  }

  private static void assertSays(ServiceProcess started, int exitCode, String line)
      throws InterruptedException {
    try (started) {
      assertThat(started.awaitExit(MOMENT)).isEqualTo(exitCode);
      assertThat(started.log()).containsExactly(line);
      assertThat(started.output()).isEmpty();
    }
  }

  private static List<String> tokenLines(ServiceProcess process) {
    return process.output().stream().filter(line -> line.startsWith("Admin token: ")).toList();
  }
}
