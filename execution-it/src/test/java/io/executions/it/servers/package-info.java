/**
 * The WAR on full servers: the same file is deployed on each kind of {@link
 * io.executions.it.servers.ApplicationServer}, with the data source that the server brings.
 */
package io.executions.it.servers;
