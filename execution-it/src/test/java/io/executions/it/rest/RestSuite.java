package io.executions.it.rest;

/**
 * The whole contract, for servers that do not have both the persistence and the threads of another
 * that passes it: what is here depends on these two alone.
 */
abstract class RestSuite extends HttpSuite implements RestContract {}
