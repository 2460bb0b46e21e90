package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What ended within one step of a series. Whatever becomes of an execution later, retried or
 * removed, it ended then; one that is retried and ends again has ended twice.
 *
 * @param at when the step begins
 * @param completed how many completed
 * @param failed how many failed for good
 * @param cancelled how many were cancelled
 * @param ratePerSecond how many of these ended each second; while the step lasts, of the part of it
 *     that has passed
 * @param waiting how long they had been due when they were claimed, each before its last attempt;
 *     empty where none ran
 * @param running how long their last attempts ran; empty where none ran
 */
public record SeriesPoint(
    Instant at,
    long completed,
    long failed,
    long cancelled,
    double ratePerSecond,
    Optional<Percentiles> waiting,
    Optional<Percentiles> running) {}
