package io.executions.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what is measured, and for how long. */
final class PlanOptions {
  private static final double QUICK_SECONDS = 1;
  private static final long QUICK_ROWS = 100_000;

  /** The names of all workloads. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(false).iterator();
    }
  }

  @Option(
      names = "--workload",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "What is measured, by default throughput, pick-up and creation; all, or some of:"
              + " ${COMPLETION-CANDIDATES}")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--limits",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,16,256",
      description = "The limits that ours is measured at (default: ${DEFAULT-VALUE})")
  private List<Integer> limits;

  @Option(
      names = "--rows",
      defaultValue = "10000000",
      description =
          "How many ended executions the workload history has besides, and a tenth of that"
              + " pending; pages has a hundredth (default: ${DEFAULT-VALUE})")
  private long rows;

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
      names = "--quick",
      description =
          "Only tries whether all works: one round, a second for each figure and to warm up,"
              + " and 100,000 rows. Its figures are worth nothing")
  private boolean quick;

  /** Returns what is asked for and unknown. */
  List<String> unknownWorkloads() {
    List<String> unknown = new ArrayList<>(workloads);
    unknown.removeAll(labels(false));
    unknown.remove("all");
    return unknown;
  }

  int highestLimit() {
    return limits.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  Plan plan(List<Contender> contenders) {
    return new Plan(
        contenders,
        chosen().map(Workload::of).sorted().toList(),
        limits.stream().sorted(Comparator.reverseOrder()).toList(),
        quick ? 1 : rounds,
        quick ? QUICK_SECONDS : seconds,
        quick ? QUICK_SECONDS : warmUp,
        quick ? QUICK_ROWS : rows);
  }

  private Stream<String> chosen() {
    if (workloads.contains("all")) {
      return labels(false).stream();
    }
    return workloads.isEmpty() ? labels(true).stream() : workloads.stream().distinct();
  }

  private static List<String> labels(boolean core) {
    return Arrays.stream(Workload.values())
        .filter(workload -> !core || workload.core())
        .map(Workload::label)
        .toList();
  }
}
