package io.executions.it.library;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-server")
class NeighboursOnPayaraServerIT extends NeighboursSuite {}
