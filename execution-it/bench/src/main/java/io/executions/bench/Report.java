package io.executions.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final Instant begin = Instant.now();

  Report(Plan plan, Map<String, String> conditions) {
    this.plan = plan;
    this.conditions = new LinkedHashMap<>(conditions);
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

  /** Notes that a contender did not do something in a round. */
  void fail(Workload workload, Contender contender, int round, Exception reason) {
    String failure =
        "%s of %s in round %d: %s"
            .formatted(workload.label(), contender.label(), round, reason.getMessage());
    failures.add(failure);
    System.err.println("FAILED: " + failure);
  }

  boolean failed() {
    return !failures.isEmpty();
  }

  /** Writes what is known until now. */
  void write(Path directory) throws IOException {
    conditions.put(
        "took", "%d minutes".formatted(Duration.between(begin, Instant.now()).toMinutes()));
    Files.writeString(directory.resolve("results.json"), json());
    Files.writeString(directory.resolve("results.md"), markdown(false));
  }

  /** Writes a page with a picture of each workload, and what it was made from. */
  void publish(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("performance-results.json"), json());
    Files.writeString(
        directory.resolve("performance-results.md"), "# Results%n%n".formatted() + markdown(true));
    for (Workload workload : plan.workloads()) {
      List<Sample> own = samples(workload);
      if (!own.isEmpty()) {
        Files.writeString(
            directory.resolve(picture(workload)), BarChart.svg(workload.label(), own));
      }
    }
  }

  private static String picture(Workload workload) {
    return "performance-%s.svg".formatted(workload.label());
  }

  /** Returns the tables, with or without pictures. */
  String markdown(boolean pictures) {
    StringBuilder text = new StringBuilder();
    conditions.forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
    failures.forEach(failure -> text.append("- FAILED: %s%n".formatted(failure)));
    for (Workload workload : plan.workloads()) {
      List<Sample> own = samples(workload);
      if (!own.isEmpty()) {
        text.append("%n## %s%n%n".formatted(workload.label()));
        if (pictures) {
          text.append("![%s](%s)%n%n".formatted(workload.label(), picture(workload)));
        }
        text.append(new ResultTable(plan, own).markdown());
      }
    }
    return text.toString();
  }

  private List<Sample> samples(Workload workload) {
    return samples.stream().filter(each -> each.workload().equals(workload.label())).toList();
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
    JsonObjectBuilder result = Json.createObjectBuilder().add("conditions", told);
    result.add("failures", Json.createArrayBuilder(failures)).add("samples", all);
    return result.build() + "\n";
  }
}
