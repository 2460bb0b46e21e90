package io.executions.store;

import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.SumTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many have ended in each minute, in each quarter of an hour and in each hour, and how long
 * they took: of each type, of each queue, and of all together. So a chart reads few rows, whatever
 * time it shows. Written in the {@link FoldTurn} only; {@link OldSeries} removes what is old.
 */
record Series(Sql sql, Packet packet) {
  static final long MINUTE = 60_000_000L;
  static final int QUARTER = 15;
  static final int MINUTES_PER_HOUR = 60;

  /** How many minutes the rows are of. */
  static final List<Integer> SPANS = List.of(1, QUARTER, MINUTES_PER_HOUR);

  static final long HOUR = MINUTES_PER_HOUR * MINUTE;

  /** Stands for all types together; no type is named so. */
  static final String ALL_TYPES = "";

  static final int ENDED = 0;
  static final int WAITED = 1;
  static final int RAN = 2;

  private static final SumTable TABLE =
      new SumTable(
          "execution_series",
          List.of("minutes", "type", "began_at", "status", "kind", "bucket"),
          "amount",
          List.of(
              "SMALLINT",
              "VARCHAR(101)",
              "BIGINT",
              "VARCHAR(9)",
              "SMALLINT",
              "SMALLINT",
              "BIGINT"));

  /** Returns when the minute of that time began, both in microseconds. */
  static long minute(long micros) {
    return Math.floorDiv(micros, MINUTE) * MINUTE;
  }

  /** Returns what stands in the place of a type for all of that queue; no type is named so. */
  static String ofQueue(String queue) {
    return ":" + queue;
  }

  /** Adds the figures of executions of one kind, by the beginnings of their minutes. */
  void add(EndKind kind, Map<Long, FiguresByQueue> minutes) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    TreeMap<Long, Figures> all = new TreeMap<>();
    TreeMap<String, TreeMap<Long, Figures>> byQueue = new TreeMap<>();
    minutes.forEach(
        (minute, figures) -> {
          all.put(minute, figures.all());
          figures
              .queues()
              .forEach(
                  (queue, its) ->
                      byQueue.computeIfAbsent(queue, none -> new TreeMap<>()).put(minute, its));
        });
    byQueue.forEach(
        (queue, its) -> {
          if (!queue.isEmpty()) {
            addRows(rows, ofQueue(queue), kind, its);
          }
        });
    // A damaged row may have no type; no key may be twice.
    for (String type : Stream.of(ALL_TYPES, kind.type()).distinct().toList()) {
      addRows(rows, type, kind, all);
    }
    sql.addUp(TABLE, rows, packet);
  }

  private static void addRows(
      List<Object[]> rows, String name, EndKind kind, Map<Long, Figures> minutes) {
    EndKind of = new EndKind(name, kind.status());
    for (int span : SPANS) {
      addedUp(minutes, span).forEach((at, figures) -> addRows(rows, span, of, at, figures));
    }
  }

  private static Map<Long, Figures> addedUp(Map<Long, Figures> minutes, int span) {
    TreeMap<Long, Figures> spans = new TreeMap<>();
    minutes.forEach(
        (minute, figures) ->
            spans
                .computeIfAbsent(
                    Math.floorDiv(minute, span * MINUTE) * span * MINUTE, at -> new Figures())
                .add(figures));
    return spans;
  }

  private static void addRows(
      List<Object[]> rows, int minutes, EndKind of, long at, Figures figures) {
    rows.add(row(minutes, of, at, ENDED, 0, figures.ended()));
    figures
        .waited()
        .counts()
        .forEach((bucket, count) -> rows.add(row(minutes, of, at, WAITED, bucket, count)));
    figures
        .ran()
        .counts()
        .forEach((bucket, count) -> rows.add(row(minutes, of, at, RAN, bucket, count)));
  }

  private static Object[] row(int minutes, EndKind of, long at, int kind, int bucket, long amount) {
    return new Object[] {minutes, of.type(), at, of.status(), kind, bucket, amount};
  }
}
