/**
 * Rows: the only place with entities and statements. JPA serves what people read and change one by
 * one (lists and attempts: {@link io.executions.store.Executions}; {@link
 * io.executions.store.CancelAndRetry}), and SQL serves what must cost few statements: creation,
 * looks, claims, settling, totals, nodes and settings ({@link io.executions.store.EngineStore},
 * {@link io.executions.store.Gate}).
 */
package io.executions.store;
