/**
 * How nodes tell each other that something may be due, so that nobody has to wait for the next
 * poll. Nothing rests on a hint: it may be late, lost or wrong. Begin with {@link
 * io.executions.hints.Hint} and {@link io.executions.hints.HintWay}.
 */
package io.executions.hints;
