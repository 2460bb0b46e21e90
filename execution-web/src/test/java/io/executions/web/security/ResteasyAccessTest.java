package io.executions.web.security;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.ArrayList;
import java.util.Set;
import org.apache.catalina.Context;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;

class ResteasyAccessTest extends AccessContract {
  @Override
  RuntimeDelegate runtime() {
    return new ResteasyProviderFactoryImpl();
  }

  @Override
  Servlet servlet(Context context, Set<Class<?>> classes, Set<Object> providers) {
    ResteasyDeployment deployment = new ResteasyDeploymentImpl();
    deployment.getActualResourceClasses().addAll(classes);
    deployment.setProviders(new ArrayList<>(providers));
    context.addParameter("resteasy.servlet.mapping.prefix", "/api");
    context.getServletContext().setAttribute(ResteasyDeployment.class.getName(), deployment);
    return new HttpServlet30Dispatcher();
  }
}
