package io.executions.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what was measured, says it while it comes, and writes it down. */
final class Report {
  private final Plan plan;
  private final Map<String, String> conditions;
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  Report(Plan plan, String database) {
    this.plan = plan;
    conditions = Conditions.of(database);
  }

  void add(Sample sample) {
    samples.add(sample);
    String values =
        sample.values().entrySet().stream()
            .map(each -> each.getKey() + " " + Figures.of(each.getValue()))
            .collect(Collectors.joining(", "));
    System.err.printf(
        Locale.ROOT,
        "%s round %d %s %s %s: %s%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        sample.round(),
        sample.workload(),
        sample.contender(),
        sample.setting(),
        values);
  }

  /** Notes that a contender did not do all in a round. */
  void fail(Contender contender, int round, Exception reason) {
    String failure = "%s in round %d: %s".formatted(contender.label(), round, reason.getMessage());
    failures.add(failure);
    System.err.println("FAILED: " + failure);
  }

  List<String> failures() {
    return failures;
  }

  /** Writes what is known until now. */
  void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("results.json"), json());
    Files.writeString(directory.resolve("results.md"), markdown());
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    conditions.forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
    failures.forEach(failure -> text.append("- FAILED: %s%n".formatted(failure)));
    for (Workload workload : plan.workloads()) {
      List<Sample> own =
          samples.stream().filter(each -> each.workload().equals(workload.label())).toList();
      if (!own.isEmpty()) {
        text.append("%n## %s%n%n".formatted(workload.label()));
        text.append(new ResultTable(plan, own).markdown());
      }
    }
    return text.toString();
  }

  private String json() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Sample sample : samples) {
      JsonObjectBuilder values = Json.createObjectBuilder();
      sample.values().forEach(values::add);
      all.add(
          Json.createObjectBuilder()
              .add("workload", sample.workload())
              .add("contender", sample.contender())
              .add("setting", sample.setting())
              .add("round", sample.round())
              .add("values", values));
    }
    JsonObjectBuilder told = Json.createObjectBuilder();
    conditions.forEach(told::add);
    return Json.createObjectBuilder().add("conditions", told).add("samples", all).build() + "\n";
  }
}
