package io.executions.bench;

import java.util.Map;

/**
 * What was measured once.
 *
 * @param workload what was done, such as {@code throughput}
 * @param contender by whom
 * @param setting how, such as {@code limit 16}; empty where nothing could be chosen
 * @param round in which round, from 1
 * @param values figures by name; the first is the one that counts
 */
record Sample(
    String workload, String contender, String setting, int round, Map<String, Double> values) {}
