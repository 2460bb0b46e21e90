/**
 * What is put into the application of the runnable JAR so that it can be measured: handlers that do
 * next to nothing, and the {@link io.executions.bench.service.BenchStart} of a session.
 */
package io.executions.bench.service;
