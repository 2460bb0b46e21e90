/**
 * The REST interface under {@code /api}.
 *
 * <p>Start at {@link io.executions.web.RestApplication}; each resource is one class. Resources read
 * and write JSON by {@code io.executions.web.json} and leave what goes wrong to {@code
 * io.executions.web.problem}. What they take and answer is written in {@code openapi.yaml}, beside
 * them.
 */
package io.executions.web;
