package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A node's poll timer as its last beat told.
 *
 * @param interval how often it asks for work
 * @param lastPollAt when it last asked
 * @param lastPollTook how long that took
 * @param nextPollAt when it will ask next
 * @param lastError what went wrong at the last poll; empty when it went well
 */
public record PollTimer(
    Duration interval,
    Optional<Instant> lastPollAt,
    Optional<Duration> lastPollTook,
    Optional<Instant> nextPollAt,
    Optional<String> lastError) {}
