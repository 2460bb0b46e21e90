package io.executions.it.client;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a class of tests where it is asked to. */
@Path("suites")
@RequestScoped
public class SuiteResource {
  /** Runs it, and returns "all passed", or what failed. */
  @GET
  @Path("{name}")
  @Produces(MediaType.TEXT_PLAIN)
  public String run(@PathParam("name") String name) throws ClassNotFoundException {
    var listener = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Class.forName("io.executions.it.client." + name)))
            .build();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    long tests = summary.getTestsFoundCount();
    if (tests > 0 && summary.getTestsSucceededCount() == tests) {
      return "all passed: " + tests;
    }
    StringWriter report = new StringWriter();
    summary.printTo(new PrintWriter(report));
    summary.printFailuresTo(new PrintWriter(report));
    return report.toString();
  }
}
