package io.executions.it.rest;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-micro")
class RestOnPayaraMicroIT extends RestSuite implements DocumentContract {}
