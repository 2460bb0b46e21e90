/**
 * What becomes of JSON on its way: bodies are read and parsed strictly, creations are checked with
 * all faults at once, and what a viewer may not see is hidden.
 *
 * <p>Start at {@link io.executions.web.json.StrictJson} and at {@link
 * io.executions.web.json.CreationReader}. The fields of the documents are named in {@code
 * io.executions.api.json}.
 */
package io.executions.web.json;
