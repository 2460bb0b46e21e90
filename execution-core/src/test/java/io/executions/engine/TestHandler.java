package io.executions.engine;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.json.JsonValue;

/** A handler that does what the test says. */
record TestHandler(String type, boolean transactional, Body body)
    implements ExecutionHandler<JsonValue, Object> {
  interface Body {
    Object run(JsonValue input, ExecutionContext context) throws Throwable;
  }

  static TestHandler of(String type, Body body) {
    return new TestHandler(type, false, body);
  }

  @Override
  public Object handle(JsonValue input, ExecutionContext context) throws Exception {
    try {
      return body.run(input, context);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
