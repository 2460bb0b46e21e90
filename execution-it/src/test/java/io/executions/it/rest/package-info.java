/**
 * The built WAR on each server with a real MariaDB, deployed by Arquillian, and this JVM as its
 * client over HTTP. Each part of the REST contract is an interface of tests, so that all of them
 * share one deployment; {@link io.executions.it.rest.RestSuite} runs them.
 */
package io.executions.it.rest;
