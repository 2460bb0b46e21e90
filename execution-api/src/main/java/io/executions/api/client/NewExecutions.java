package io.executions.api.client;

import io.executions.api.NewExecution;
import java.util.List;

/**
 * What to create, all or none.
 *
 * @param items 1 to 1,000
 */
// Not a plain list: some clients do not tell a writer of what it is a list.
public record NewExecutions(List<NewExecution> items) {
  /** Copies the list. */
  public NewExecutions {
    items = List.copyOf(items);
  }

  /** Returns these. */
  public static NewExecutions of(NewExecution... items) {
    return new NewExecutions(List.of(items));
  }
}
