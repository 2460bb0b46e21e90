package io.executions.database;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What a failure comes from. */
final class Causes {
  private static final int MOST = 100;

  private Causes() {}

  /**
   * Returns the failure and its causes; the ones that drivers give as the next exception, as for a
   * batch; and the suppressed ones, as some servers give them for a transaction that was rolled
   * back.
   */
  static Stream<Throwable> of(Throwable failure) {
    return chain(failure).flatMap(Causes::withSuppressed);
  }

  private static Stream<Throwable> withSuppressed(Throwable cause) {
    return cause instanceof RollbackException
        ? Stream.concat(
            Stream.of(cause), Arrays.stream(cause.getSuppressed()).flatMap(Causes::chain))
        : Stream.of(cause);
  }

  private static Stream<Throwable> chain(Throwable failure) {
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
