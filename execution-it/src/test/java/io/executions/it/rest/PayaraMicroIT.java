package io.executions.it.rest;

import io.executions.api.Role;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole contract, on one deployment. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PayaraMicroIT
    implements CreationContract,
        ListContract,
        MoveContract,
        ServiceFactsContract,
        NodeContract,
        BadRequestContract,
        ProtocolContract,
        RawRequestContract,
        AccessContract,
        RepeatContract,
        WaitContract,
        HttpHandlerContract,
        CommandHandlerContract,
        OrderContract {
  private static Commands commands;
  private static Service service;

  @ArquillianResource private URL application;

  @Deployment(testable = false)
  static WebArchive deployment() throws IOException {
    commands = Commands.create();
    service = null;
    Map<String, String> settings = new HashMap<>();
    for (Role role : Role.values()) {
      settings.put("EXECUTION_%s_TOKEN".formatted(role), Service.token(role));
    }
    settings.put("EXECUTION_NODE_NAME", "arquillian");
    settings.put("EXECUTION_COMMAND_DIR", commands.directory().toString());
    settings.put("EXECUTION_HTTP_ALLOW", "127.0.0.0/8");
    PayaraMicro.prepare("service", settings);
    return PayaraMicro.service();
  }

  @BeforeEach
  void findService() throws Exception {
    if (service == null) {
      service = new Service(PayaraMicro.onLoopback(application.toURI()), commands);
      service.awaitReadiness();
    }
    service.change("\"maxConcurrentExecutions\": 20, \"paused\": false");
  }

  @Override
  public Service service() {
    return service;
  }
}
