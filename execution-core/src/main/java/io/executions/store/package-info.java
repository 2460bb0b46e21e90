/**
 * Rows: the only place with entities and statements. JPA serves what people read and change one by
 * one (lists, attempts, a person's cancel and retry: {@link io.executions.store.Executions}), and
 * SQL serves what must cost few statements: creation, looks, claims, settling, totals, nodes and
 * settings ({@link io.executions.store.EngineStore}, {@link io.executions.store.Gate}).
 */
package io.executions.store;
