package io.executions.store;

import io.executions.api.Backoff;
import io.executions.api.json.BackoffDocument;
import java.util.Optional;

/** How rows keep a backoff: as the text of its document. */
final class Backoffs {
  private Backoffs() {}

  /** Returns the text; null for null. */
  static String text(Backoff backoff) {
    return backoff == null ? null : BackoffDocument.write(backoff).toString();
  }

  /** Returns what a text says; somebody may have edited it, and then it says nothing. */
  static Optional<Backoff> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(BackoffDocument.read(JsonText.parse(text).asJsonObject()))
          .filter(backoff -> backoff.faults().isEmpty());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
