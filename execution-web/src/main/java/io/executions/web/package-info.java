/**
 * The REST interface under {@code /api}.
 *
 * <p>Start at {@link io.executions.web.RestApplication}; each resource is one class. Resources read
 * and write JSON by {@code io.executions.web.json} and leave what goes wrong to {@code
 * io.executions.web.problem}.
 */
package io.executions.web;
