/**
 * The way to the database: its data source and connections, its dialect and schema, transactions
 * and what becomes of failures. What is a row lies in {@code store}.
 *
 * <p>{@link io.executions.database.Database} opens it; the engine keeps {@link
 * io.executions.database.ReservedConnection}s, all else works in a {@link
 * io.executions.database.Transaction}; {@link io.executions.database.Sql} runs statements.
 */
package io.executions.database;
