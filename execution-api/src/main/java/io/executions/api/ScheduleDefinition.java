package io.executions.api;

/**
 * A schedule that an application defines in its code: a CDI bean that implements this, or that a
 * producer makes.
 *
 * <p>When a node of the application starts, the schedule is kept if it is new or its definition has
 * changed; whether it is paused stays as an operator left it. While nodes define it differently,
 * the one that started last prevails. It is retired, not removed, once no living node defines it
 * and a living node of its application does not: so stopping an application retires nothing. While
 * a living node defines it, nobody else can change or remove it.
 */
public interface ScheduleDefinition {
  /**
   * Returns what to create and when; asked for once, at deployment. A faulty one stops the
   * deployment, as two of the same name do; its type may be one that is handled elsewhere.
   */
  NewSchedule schedule();
}
