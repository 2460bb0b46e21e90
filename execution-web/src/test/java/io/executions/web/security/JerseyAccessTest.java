package io.executions.web.security;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.Set;
import org.apache.catalina.Context;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

class JerseyAccessTest extends AccessContract {
  @Override
  RuntimeDelegate runtime() {
    return new org.glassfish.jersey.server.internal.RuntimeDelegateImpl();
  }

  @Override
  Servlet servlet(Context context, Set<Class<?>> classes, Set<Object> providers) {
    return new ServletContainer(
        new ResourceConfig().registerClasses(classes).registerInstances(providers));
  }
}
