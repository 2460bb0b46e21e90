/**
 * The runnable JAR: {@link io.executions.launch.Launcher} reads the options, checks the settings,
 * takes the data directory, prepares the default data source, and starts Payara Micro in the same
 * process. Not part of the WAR.
 */
package io.executions.launch;
