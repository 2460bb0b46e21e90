/**
 * When a schedule's times are: cron expressions and intervals, in any time zone. Pure arithmetic,
 * which knows no database and no clock. Begin with {@link io.executions.schedule.Recurrence} and
 * {@link io.executions.schedule.TimingCheck}.
 */
package io.executions.schedule;
