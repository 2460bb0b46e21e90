package io.executions.launch;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The pollers of this process, reached by JMX: the application's classes cannot be seen from here.
 */
final class Pollers {
  private Pollers() {}

  /**
   * Lets them begin, now that all of the server is there.
   *
   * @throws JMException if there is none, or one cannot begin
   */
  static void begin() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> pollers = beans.queryNames(name(), null);
    if (pollers.isEmpty()) {
      throw new InstanceNotFoundException("it is not registered with JMX");
    }
    for (ObjectName poller : pollers) {
      beans.invoke(poller, "initialize", new Object[0], new String[0]);
    }
  }

  /**
   * Lets them leave the cluster, and requests under way be answered.
   *
   * @return whether all of them have been answered
   */
  static boolean leave() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    boolean finished = true;
    for (ObjectName poller : beans.queryNames(name(), null)) {
      finished &= (Boolean) beans.invoke(poller, "leave", new Object[0], new String[0]);
    }
    return finished;
  }

  /** Tells them whether requests are answered, which their health shows. */
  static void answering(boolean answering) throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName poller : beans.queryNames(name(), null)) {
      beans.setAttribute(poller, new Attribute("Answering", answering));
    }
  }

  /** Returns whether one needs another start of this process to open its database again. */
  static boolean haveLostDatabase() throws JMException {
    return anySays("DatabaseLost");
  }

  /** Returns whether one has met a database with the tables of another version. */
  static boolean haveUnfitDatabase() throws JMException {
    return anySays("DatabaseUnfit");
  }

  /** Returns whether files of one's application are missing. */
  static boolean missFiles() throws JMException {
    return anySays("MissingFiles");
  }

  private static boolean anySays(String attribute) throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    boolean any = false;
    for (ObjectName poller : beans.queryNames(name(), null)) {
      any |= (Boolean) beans.getAttribute(poller, attribute);
    }
    return any;
  }

  private static ObjectName name() throws MalformedObjectNameException {
    return new ObjectName("io.executions:type=Poller,*");
  }
}
