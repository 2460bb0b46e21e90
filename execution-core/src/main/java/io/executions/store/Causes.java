package io.executions.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** What a failure comes from. */
final class Causes {
  private static final int MOST = 100;

  private Causes() {}

  /**
   * Returns the failure and its causes, and those of which drivers tell as the next exception, as
   * for a batch.
   */
  static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST)
        .flatMap(cause -> Stream.concat(Stream.of(cause), next(cause)));
  }

  private static Stream<Throwable> next(Throwable cause) {
    return cause instanceof SQLException sql && sql.getNextException() != null
        ? Stream.<Throwable>iterate(sql.getNextException(), Objects::nonNull, Throwable::getCause)
            .limit(MOST)
        : Stream.empty();
  }
}
