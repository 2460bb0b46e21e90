package io.executions.it.rest;

import io.executions.it.servers.LaunchedServer;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The parts of the contract in which a server's way with requests, threads and addresses may make a
 * difference, on one deployment.
 */
@ExtendWith({LaunchedServer.class, ArquillianExtension.class})
@RunAsClient
abstract class HttpSuite
    implements CreationContract,
        ServiceFactsContract,
        NodeContract,
        BadRequestContract,
        ProtocolContract,
        RawRequestContract,
        AccessContract,
        WaitContract,
        SessionContract,
        TokenContract,
        AuditContract,
        PageContract {
  /** Of the suites that share a server: these tell of a cluster of one node. */
  static final int FIRST = 1;

  private static Commands commands;
  private static Service service;

  @ArquillianResource private URL application;

  @Deployment(testable = false)
  static WebArchive deployment() {
    return LaunchedServer.service();
  }

  @BeforeEach
  void findService() throws Exception {
    if (service == null) {
      commands = Commands.create();
      service = new Service(LaunchedServer.onLoopback(application.toURI()), commands);
      service.awaitReadiness();
    }
    service.change("\"maxConcurrentExecutions\": 20, \"paused\": false");
  }

  @Override
  public Service service() {
    return service;
  }
}
