package io.executions.web.security;

import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.ArrayList;
import java.util.Set;
import org.apache.catalina.Context;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** The implementations of Jakarta REST that the servers bring: Payara's and WildFly's. */
enum RestImplementation {
  JERSEY {
    @Override
    RuntimeDelegate runtime() {
      return new RuntimeDelegateImpl();
    }

    @Override
    Servlet servlet(Context context, Set<Class<?>> classes, Set<Object> providers) {
      return new ServletContainer(
          new ResourceConfig().registerClasses(classes).registerInstances(providers));
    }
  },
  RESTEASY {
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
  };

  abstract RuntimeDelegate runtime();

  /** Returns the servlet that serves these classes and providers, mapped to {@code /api}. */
  abstract Servlet servlet(Context context, Set<Class<?>> classes, Set<Object> providers);
}
