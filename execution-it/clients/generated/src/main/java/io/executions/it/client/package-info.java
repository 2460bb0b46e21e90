/** What a client does that a generator made from the OpenAPI document. */
package io.executions.it.client;
