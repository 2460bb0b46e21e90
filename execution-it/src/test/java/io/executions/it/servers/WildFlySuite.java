package io.executions.it.servers;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * All suites that share one start of the server, with a database on MariaDB. The contract of the
 * REST interface comes first: it tells of a cluster of one node.
 */
@Suite
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
@SelectClasses(
    names = {
      "io.executions.it.rest.RestOnWildFlyIT",
      "io.executions.it.library.LibraryOnWildFlyIT",
      "io.executions.it.library.NeighboursOnWildFlyIT"
    })
class WildFlySuite {}
