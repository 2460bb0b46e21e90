/** The service as the tests of all suites talk to it over REST. */
package io.executions.it.service;
