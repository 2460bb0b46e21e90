/**
 * The runnable JAR: {@link io.executions.launch.Launcher} checks the settings, prepares the data
 * directory and the default data source, and starts Payara Micro in the same process. Not part of
 * the WAR.
 */
package io.executions.launch;
