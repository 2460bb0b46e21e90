package io.executions.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private PlanOptions planOptions;
  @Mixin private ContenderOptions contenderOptions;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "mariadb",
      description = "mariadb or postgresql (default: ${DEFAULT-VALUE})")
  private DatabaseKind kind;

  @Option(
      names = "--pictures",
      paramLabel = "DIRECTORY",
      description =
          "Where to write performance-results.md and .json, with a picture of each workload")
  private Path pictures;

  @Spec private CommandSpec spec;

  private final Path repository = Path.of(System.getProperty("repository.directory"));
  private final Path target = Path.of(System.getProperty("bench.directory"));

  /** Measures as the options say. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    refuse("--only", contenderOptions.unknown());
    refuse("--workload", planOptions.unknownWorkloads());
    Path home = Files.createTempDirectory(target, "run-");
    int workers = Math.max(Clusters.MOST, planOptions.highestLimit());
    Plan plan = planOptions.plan(contenderOptions.contenders(workers, home, repository, target));
    Database database = kind.start();
    Report report = new Report(plan, Conditions.of(database, repository, home));
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Contender contender : plan.contenders()) {
        measure(new Turn(plan, contender, round, database, home, report));
      }
      report.write(target);
    }
    if (pictures != null) {
      report.publish(pictures);
    }
    System.out.println(report.markdown(false));
    if (report.failed()) {
      return 1;
    }
    remove(home);
    return 0;
  }

  private static void measure(Turn turn) throws InterruptedException {
    try {
      turn.run();
    } catch (IOException | SQLException e) {
      turn.fail(e);
    }
  }

  private void refuse(String option, List<String> unknown) {
    if (!unknown.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "%s knows no %s; see --help".formatted(option, unknown));
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
