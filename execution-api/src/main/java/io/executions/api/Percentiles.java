package io.executions.api;

import java.time.Duration;

/**
 * Times below which half, 95 and 99 of a hundred are. Each is right within 10 %, from a millisecond
 * to twelve days; what took less counts as a millisecond, and what took more as twelve days.
 *
 * @param p50 the time that half of them did not exceed
 * @param p95 the time that 95 of a hundred did not exceed
 * @param p99 the time that 99 of a hundred did not exceed
 */
public record Percentiles(Duration p50, Duration p95, Duration p99) {}
