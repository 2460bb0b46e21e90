/**
 * The service as the server's own endpoints show it, where the server has MicroProfile Health and
 * Metrics. Nothing else refers to this package: on a server without Health, CDI skips the checks,
 * whose interface it does not find, and without Metrics the annotations of the gauges say nothing.
 */
package io.executions.web.microprofile;
