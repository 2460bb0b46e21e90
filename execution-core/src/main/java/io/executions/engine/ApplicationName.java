package io.executions.engine;

import java.lang.System.Logger.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The name that the server gave this application: that of its archive, unless it says another. */
final class ApplicationName {
  private static final System.Logger LOG = System.getLogger(ApplicationName.class.getName());
  private static final String UNKNOWN = "application";
  private static final int LONGEST = 100;

  private ApplicationName() {}

  static String find() {
    try {
      String name = (String) new InitialContext().lookup("java:app/AppName");
      return name.substring(0, Math.min(LONGEST, name.length()));
    } catch (NamingException e) {
      LOG.log(Level.WARNING, "The server tells no name of this application", e);
      return UNKNOWN;
    }
  }
}
