package io.executions.api.client;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * All that a plain JAX-RS client needs for an {@link ExecutionClient}: the documents, the token and
 * the problems. MicroProfile registers them by itself, but for the token. Thread-safe.
 */
public final class ExecutionClientFeature implements Feature {
  private final BearerToken token;

  /** Makes one that sends this token. */
  public ExecutionClientFeature(String token) {
    this(new BearerToken(token));
  }

  /** Makes one with that source of tokens. */
  public ExecutionClientFeature(BearerToken token) {
    this.token = token;
  }

  @Override
  public boolean configure(FeatureContext context) {
    context
        .register(DocumentReader.class)
        .register(DocumentWriter.class)
        .register(ProblemFilter.class)
        .register(token);
    return true;
  }
}
