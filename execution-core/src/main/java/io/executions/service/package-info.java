/**
 * The service as applications and REST see it: what is asked is checked here, and then done by
 * {@code store} and {@code engine}. Its readiness is told here, too.
 */
package io.executions.service;
