package io.executions.api;

import java.time.Instant;

/**
 * Executions of one type that have failed for the same reason.
 *
 * @param type their type
 * @param errorMessage the reason
 * @param count how many they are
 * @param lastAt when the last one of them failed
 * @param lastId its id
 */
public record FailureGroup(
    String type, String errorMessage, long count, Instant lastAt, long lastId) {}
