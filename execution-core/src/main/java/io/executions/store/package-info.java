/**
 * Rows: the only place with JPA and SQL. Creation, reading and administration go through JPA
 * ({@link io.executions.store.Executions}); the engine's moves are plain SQL on a connection of its
 * own ({@link io.executions.store.EngineStore}, {@link io.executions.store.Gate}).
 */
package io.executions.store;
