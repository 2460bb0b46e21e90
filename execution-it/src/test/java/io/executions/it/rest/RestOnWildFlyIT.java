package io.executions.it.rest;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class RestOnWildFlyIT extends RestSuite {}
