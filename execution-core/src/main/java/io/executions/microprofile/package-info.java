/**
 * The service as the server's own endpoints show it, in every application that has it inside, where
 * the server has MicroProfile Health and Metrics. Nothing else refers to this package: on a server
 * without Health, CDI skips the checks, whose interface it does not find, and without Metrics
 * nobody loads the gauges.
 */
package io.executions.microprofile;
