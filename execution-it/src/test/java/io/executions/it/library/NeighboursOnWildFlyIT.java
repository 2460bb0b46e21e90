package io.executions.it.library;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class NeighboursOnWildFlyIT extends NeighboursSuite {}
