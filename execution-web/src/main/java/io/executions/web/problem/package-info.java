/**
 * Problem documents (RFC 9457) for everything that goes wrong between a request and its answer.
 *
 * <p>Start at {@link io.executions.web.problem.ProblemAnswer}, the document, and at {@link
 * io.executions.web.problem.ProblemTranslation}, which makes one of any exception. Exception
 * mappers do so for what reaches a resource, a servlet for the rest.
 */
package io.executions.web.problem;
