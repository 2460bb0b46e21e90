package io.executions.api.port;

/**
 * Fired as a CDI event when a request has failed for want of a class. The virtual machine never
 * tries to link again what it could not link once, so only another start of the node can help.
 *
 * @param error what it failed with
 */
public record ClassesMissing(NoClassDefFoundError error) {}
