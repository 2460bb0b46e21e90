package io.executions.it.library.application;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** Something that lives as long as a request, or an attempt. */
@RequestScoped
public class RequestNote {
  private final String id = UUID.randomUUID().toString();

  /** Returns the same text all through one request. */
  public String id() {
    return id;
  }
}
