/**
 * Who may do what: bearer tokens, the roles they stand for, and the slowing of those who guess.
 *
 * <p>{@link io.executions.web.security.TokenFilter} finds out who asks, before anything else tells
 * whether a path exists; {@link io.executions.web.security.RoleFilter} then decides by what {@link
 * io.executions.web.security.RequiresRole} and {@link io.executions.web.security.OpenToAll} say at
 * the resource method.
 */
package io.executions.web.security;
