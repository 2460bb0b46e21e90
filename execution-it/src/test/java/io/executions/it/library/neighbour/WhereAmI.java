package io.executions.it.library.neighbour;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;

/** Tells in which application it ran, in one transaction with its completion. */
@ApplicationScoped
public class WhereAmI implements ExecutionHandler<JsonValue, String> {
  @Resource(lookup = "java:app/AppName")
  private String application;

  @Override
  public String type() {
    return "where";
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public String handle(JsonValue input, ExecutionContext context) {
    return application;
  }
}
