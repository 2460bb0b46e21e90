/**
 * What handlers wrote down outside the database, node by node, and the judge of it: what really
 * ran, and whether that kept the rules.
 */
package io.executions.it.history;
