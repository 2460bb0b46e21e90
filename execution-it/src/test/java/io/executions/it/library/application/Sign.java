package io.executions.it.library.application;

import jakarta.json.bind.annotation.JsonbProperty;

/** What is called otherwise in JSON. */
public class Sign {
  /** What it says. */
  @JsonbProperty("says")
  public String text = "Open";
}
