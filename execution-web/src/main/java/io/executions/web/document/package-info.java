/**
 * The JSON documents of the REST interface as the OpenAPI document describes them.
 *
 * <p>Nothing here runs in a server: the build reads these records, beside the annotations of the
 * resources, to make {@code openapi.yaml}.
 */
package io.executions.web.document;
