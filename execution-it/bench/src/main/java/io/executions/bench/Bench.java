package io.executions.bench;

import io.executions.bench.peer.Peer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures this service beside its peers and the limit of the database, in one run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures this service beside its peers and plain JDBC, in one run on one database with"
          + " durable commits. Only ratios within one run count, and only on a quiet machine.",
      "Writes execution-it/bench/target/results.json and results.md."
    })
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Who is measured, by default all: ours and the peers; see docs/performance.md")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "COMMIT",
      description = "Measures ours as it was at that commit, too; may be repeated")
  private List<String> baselines = new ArrayList<>();

  @Option(
      names = "--jar",
      paramLabel = "NAME=FILE",
      description = "Measures ours as that runnable JAR has it, too; may be repeated")
  private Map<String, Path> jars = new LinkedHashMap<>();

  @Option(
      names = "--workload",
      split = ",",
      paramLabel = "NAME",
      description =
          "What is measured, by default throughput, pick-up and creation; also"
              + " creation-in-bulk, creation-over-rest, outputs, waits, nodes, shares and idle")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--limits",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,16,256",
      description = "The limits that ours is measured at (default: ${DEFAULT-VALUE})")
  private List<Integer> limits;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each has its turn (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long a figure is measured (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long each process works at least before its throughput is measured, and then"
              + " until two windows agree within a tenth (default: ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--heap",
      defaultValue = "512m",
      description = "The most memory for objects in each process (default: ${DEFAULT-VALUE})")
  private String heap;

  @Spec private CommandSpec spec;

  private final Path repository = Path.of(System.getProperty("repository.directory"));
  private final Path target = Path.of(System.getProperty("bench.directory"));

  /** Measures as the options say. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    refuse(
        "--only",
        only,
        Stream.concat(Stream.of(ServiceContender.OURS), labels(Peer.values(), Peer::label)));
    refuse("--workload", workloads, labels(Workload.values(), Workload::label));
    Path home = Files.createTempDirectory(target, "run-");
    Plan plan =
        new Plan(
            contenders(home),
            workloads(),
            limits.stream().sorted(Comparator.reverseOrder()).toList(),
            rounds,
            seconds,
            warmUp);
    Database database = new Database();
    Report report = new Report(plan, database.description());
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : plan.contenders()) {
        try {
          new Turn(plan, contender, round, database, home, report::add).run();
        } catch (IOException | SQLException e) {
          report.fail(contender, round, e);
        }
      }
      report.write(target);
    }
    System.out.println(report.markdown());
    if (report.failures().isEmpty()) {
      remove(home);
    }
    return report.failures().isEmpty() ? 0 : 1;
  }

  private void refuse(String option, List<String> given, Stream<String> known) {
    List<String> names = known.toList();
    for (String each : given) {
      if (!names.contains(each)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "%s %s is none of %s".formatted(option, each, names));
      }
    }
  }

  private static <T> Stream<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private List<Workload> workloads() {
    return workloads.isEmpty()
        ? Arrays.stream(Workload.values()).filter(Workload::core).toList()
        : workloads.stream().map(Workload::of).sorted().toList();
  }

  private List<Contender> contenders(Path home) throws IOException, InterruptedException {
    Jvm jvm = new Jvm(heap);
    List<Contender> all = new ArrayList<>();
    if (isChosen(ServiceContender.OURS)) {
      Path product = repository.resolve("execution-web/target/execution-service.jar");
      all.add(service(ServiceContender.OURS, product, home, jvm));
    }
    Baseline baseline = new Baseline(repository, target.resolve("baselines"));
    for (String revision : baselines) {
      String commit = baseline.commit(revision);
      all.add(service("ours-at-" + commit, baseline.archive(commit), home, jvm));
    }
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      all.add(service(jar.getKey(), jar.getValue(), home, jvm));
    }
    for (Peer peer : Peer.values()) {
      if (isChosen(peer.label())) {
        all.add(new PeerContender(peer, jvm));
      }
    }
    return all;
  }

  private boolean isChosen(String label) {
    return only.isEmpty() || only.contains(label);
  }

  private Contender service(String label, Path product, Path home, Jvm jvm) throws IOException {
    Path archive = home.resolve(label + ".jar");
    ServiceArchive.write(product, archive);
    int workers =
        Math.max(Clusters.MOST, limits.stream().max(Comparator.naturalOrder()).orElseThrow());
    return new ServiceContender(label, archive, workers, jvm);
  }
}
