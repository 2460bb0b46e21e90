/**
 * What this node was told: settings, read once and validated all together at start. JDK only, so
 * that the runnable JAR can read them before there is a server.
 */
package io.executions.settings;
