package io.executions.it.client;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the suite can be asked for. */
@ApplicationPath("/")
public class SuiteApplication extends Application {}
