package io.executions.bench;

import java.util.List;

/**
 * What a run does.
 *
 * @param contenders who is measured, in turns
 * @param workloads what each does
 * @param limits the limits for those that hold one, the highest first, as it warms up quickest
 * @param rounds how often each has its turn
 * @param seconds how long a figure is measured
 * @param warmUpSeconds how long each process works at least before that
 * @param rows how many ended executions make a long history
 */
record Plan(
    List<Contender> contenders,
    List<Workload> workloads,
    List<Integer> limits,
    int rounds,
    double seconds,
    double warmUpSeconds,
    long rows) {}
