package io.executions.engine;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Text;
import io.executions.schedule.ScheduleTimes;
import io.executions.schedule.TimeZones;
import io.executions.store.DueSchedule;
import io.executions.store.ScheduleTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/**
 * What becomes of schedules whose time has come, as much of it as one transaction should do: others
 * wait for the gate.
 */
final class ScheduleTurns {
  static final int MOST_ROWS = 1000;
  private static final long MOST_BYTES = 8 << 20;
  private static final long BYTES_BESIDE_INPUT = 500;
  private static final int MOST_COUNTED = 20_000;

  /** Another node may know a time zone that this one does not; it wakes at the same time. */
  private static final long LEFT_TO_OTHERS = 30 * Micros.SECOND;

  private final long now;
  private final Packet packet;
  private final LongUnaryOperator chance;
  private final boolean patient;
  private final String zoneData;
  private final List<ScheduleTurn> made = new ArrayList<>();
  private long rows = MOST_ROWS;
  private long bytes = MOST_BYTES;
  private long counts = MOST_COUNTED;

  /**
   * Makes none yet.
   *
   * @param now the database's time, in microseconds
   * @param packet how large a statement the database takes
   * @param chance returns a number from 0 on and below another one
   * @param patient whether what cannot be read here is left to others for a while
   * @param zoneData the version of the time-zone data here
   */
  ScheduleTurns(
      long now, Packet packet, LongUnaryOperator chance, boolean patient, String zoneData) {
    this.now = now;
    this.packet = packet;
    this.chance = chance;
    this.patient = patient;
    this.zoneData = zoneData;
  }

  List<ScheduleTurn> made() {
    return made;
  }

  /** Adds what becomes of one, or returns false where it does not fit; the first one fits. */
  boolean add(DueSchedule due) {
    NewSchedule schedule;
    try {
      schedule = due.parsed();
    } catch (RuntimeException e) {
      Turn turn = new Turn(due, null);
      turn.dropWaiting();
      turn.stop(e.toString());
      add(turn, null);
      return true;
    }
    Text input = Text.of(schedule.create().input().toString());
    long most = Math.min(rows, bytes / (input.bytes() + BYTES_BESIDE_INPUT));
    if (!made.isEmpty() && (most < 1 || counts < ScheduleTimes.MOST_COUNTED)) {
      return false;
    }
    Turn turn = new Turn(due, schedule);
    turn.reckon((int) Math.max(1, most));
    add(turn, input);
    return true;
  }

  private void add(Turn turn, Text input) {
    if (turn.isLeft()) {
      return;
    }
    rows -= turn.created.size();
    counts -= turn.missed - turn.due.missed();
    if (input != null) {
      bytes -= turn.created.size() * (input.bytes() + BYTES_BESIDE_INPUT);
    }
    ScheduleTurn result = turn.result(input);
    made.add(
        result.times().isEmpty() || packet.takes(input)
            ? result
            : result.refused(ErrorText.line(packet.refusal("input", input))));
  }

  private static String words(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.pointer() + " " + fault.detail())
        .collect(Collectors.joining("; "));
  }

  /** One that is being made. */
  private final class Turn {
    private final DueSchedule due;
    private final NewSchedule schedule;
    private final List<ScheduleTurn.Time> created = new ArrayList<>();
    private boolean unfinished;
    private long next;
    private long waiting;
    private long skipped;
    private long missed;
    private String error;
    private String zones;

    Turn(DueSchedule due, NewSchedule schedule) {
      this.due = due;
      this.schedule = schedule;
      unfinished = due.unfinished();
      next = due.nextAt();
      waiting = due.waitingAt();
      skipped = due.skipped();
      missed = due.missed();
      error = due.error();
      zones = due.zoneData();
    }

    private boolean hasCome() {
      return next > 0 && next <= now;
    }

    /** Nothing can be created for it when its last execution ends. */
    void dropWaiting() {
      if (waiting > 0 && !unfinished) {
        waiting = 0;
        missed++;
      }
    }

    /** It stands still until somebody saves or resumes it: nothing tells when it comes next. */
    void stop(String why) {
      if (hasCome() && !isForOthers()) {
        next = 0;
        missed++;
        error = ErrorText.line("Its times cannot be told: " + why);
      }
    }

    private boolean isForOthers() {
      return patient && next > now - LEFT_TO_OTHERS;
    }

    /** Creates what waits, which needs no time zone, and then what has come. */
    void reckon(int most) {
      if (waiting > 0 && !unfinished) {
        create(waiting);
        waiting = 0;
      }
      // Who has newer data of time zones reckons better.
      if (!hasCome() || due.zoneData().compareTo(zoneData) > 0 && isForOthers()) {
        return;
      }
      try {
        Instant anchor = Micros.toInstant(due.anchorAt());
        take(
            ScheduleTimes.of(schedule, anchor)
                .due(Micros.toInstant(next), Micros.toInstant(now), most - created.size()));
      } catch (InvalidRequestException e) {
        stop(words(e.faults()));
      } catch (RuntimeException e) {
        stop(e.toString());
      }
    }

    private void take(ScheduleTimes.Due come) {
      missed += come.missed();
      next = come.next().map(Micros::of).orElse(0L);
      error = "";
      zones = TimeZones.areNeededBy(schedule.timing()) ? zoneData : "";
      for (Instant at : come.times()) {
        if (schedule.overlap() == Overlap.ALLOW || !unfinished) {
          create(Micros.of(at));
        } else if (schedule.overlap() == Overlap.QUEUE && waiting == 0) {
          waiting = Micros.of(at);
        } else {
          skipped++;
        }
      }
    }

    private void create(long at) {
      created.add(new ScheduleTurn.Time(at, runAt(at)));
      unfinished = true;
    }

    private Instant runAt(long at) {
      Duration jitter = schedule.jitter();
      return jitter.isZero()
          ? null
          : Micros.toInstant(at).plusMillis(chance.applyAsLong(jitter.toMillis() + 1));
    }

    /** Returns whether there is nothing to be done about it here, for now. */
    boolean isLeft() {
      return next == due.nextAt() && waiting == due.waitingAt() && created.isEmpty();
    }

    ScheduleTurn result(Text input) {
      return new ScheduleTurn(
          due, schedule, input, created, next, waiting, skipped, missed, error, zones);
    }
  }
}
