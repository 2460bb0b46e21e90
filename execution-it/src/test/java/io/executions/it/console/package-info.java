/** The console, looked at and used through a real browser, against the runnable JAR on MariaDB. */
package io.executions.it.console;
