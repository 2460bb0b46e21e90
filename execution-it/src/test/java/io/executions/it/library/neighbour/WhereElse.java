package io.executions.it.library.neighbour;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;

/** Claims the type of {@link WhereAmI}. */
@ApplicationScoped
public class WhereElse implements ExecutionHandler<JsonValue, String> {
  @Override
  public String type() {
    return "where";
  }

  @Override
  public String handle(JsonValue input, ExecutionContext context) {
    return "elsewhere";
  }
}
