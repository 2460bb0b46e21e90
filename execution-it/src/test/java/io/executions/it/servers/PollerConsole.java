package io.executions.it.servers;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The one poller of another process, by JMX as any console of the JDK shows it. */
final class PollerConsole implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final ObjectName poller;

  private PollerConsole(JMXConnector connector) throws IOException, JMException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
    Set<ObjectName> pollers = beans.queryNames(new ObjectName("io.executions:type=Poller,*"), null);
    if (pollers.size() != 1) {
      throw new IOException("Not one poller: " + pollers);
    }
    this.poller = pollers.iterator().next();
  }

  /** Opens one, as {@code jconsole} does. */
  static PollerConsole of(long pid) throws IOException, JMException {
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(String.valueOf(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
    try {
      String address = machine.startLocalManagementAgent();
      return new PollerConsole(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    } finally {
      machine.detach();
    }
  }

  /** Returns the name of the application that it is of. */
  String application() {
    return ObjectName.unquote(poller.getKeyProperty("application"));
  }

  Object attribute(String name) throws IOException, JMException {
    return beans.getAttribute(poller, name);
  }

  void operate(String operation) throws IOException, JMException {
    beans.invoke(poller, operation, new Object[0], new String[0]);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
