package io.executions.api;

/**
 * What became of a schedule that was to be kept.
 *
 * @param schedule the schedule as it is now
 * @param created whether there was none of its name
 */
public record SavedSchedule(Schedule schedule, boolean created) {}
