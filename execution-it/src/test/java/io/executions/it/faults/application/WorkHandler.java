package io.executions.it.faults.application;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Sleeps for {@code millis}; if {@code unsteady}, every other attempt fails after that. */
@ApplicationScoped
public class WorkHandler implements ExecutionHandler<JsonValue, Void> {
  public static final String TYPE = "work";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Void handle(JsonValue input, ExecutionContext context) throws Exception {
    JsonObject work = input.asJsonObject();
    HandlerHistory.of(
        context,
        () -> {
          Thread.sleep(work.getInt("millis"));
          if (work.getBoolean("unsteady", false) && (context.id() + context.attempt()) % 2 == 0) {
            throw new IllegalStateException("This attempt was to fail");
          }
        });
    return null;
  }
}
