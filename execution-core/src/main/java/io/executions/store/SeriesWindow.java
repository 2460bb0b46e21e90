package io.executions.store;

import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.SeriesFilter;
import io.executions.api.TypeName;
import java.time.Duration;
import java.util.Optional;

/**
 * The steps of a series, in microseconds. They are counted from 1970 on, so that they are the same
 * ones whenever somebody asks.
 *
 * @param from when the first one begins
 * @param step how long each is
 * @param points how many there are
 */
record SeriesWindow(long from, long step, int points) {
  /** An hour more than is promised: clocks differ, and a request takes its time. */
  private static final long MINUTES_REACH = micros(SeriesFilter.MINUTES_KEPT) + Series.HOUR;

  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * Returns the steps that the filter asks for at that time.
   *
   * @throws InvalidRequestException naming all faults
   */
  static SeriesWindow of(SeriesFilter filter, long now) {
    Faults faults = new Faults();
    if (filter.type().filter(type -> !TypeName.isLegal(type)).isPresent()) {
      faults.add("/type", TypeName.RULE);
    }
    if (filter.queue().filter(queue -> !TypeName.isLegal(queue)).isPresent()) {
      faults.add("/queue", TypeName.RULE);
    } else if (filter.queue().isPresent() && filter.type().isPresent()) {
      faults.add("/queue", "must not be given together with type");
    }
    boolean isStep = SeriesFilter.isStep(filter.step());
    if (!isStep) {
      faults.add("/step", SeriesFilter.STEP_RULE);
    }
    Optional<TimeWindow> asked = TimeWindow.of(filter.from(), filter.to(), now, faults);
    if (isStep && asked.isPresent()) {
      check(asked.get(), filter.step(), now, faults);
    }
    faults.refuse();
    return steps(asked.orElseThrow(), micros(filter.step()));
  }

  private static void check(TimeWindow asked, Duration step, long now, Faults faults) {
    if (count(asked, micros(step)) > SeriesFilter.MAX_POINTS) {
      faults.add(
          "/step",
          "must be longer: from and to are more than %d of it apart"
              .formatted(SeriesFilter.MAX_POINTS));
    } else if (step.compareTo(HOUR) < 0 && asked.from() < now - MINUTES_REACH) {
      faults.add("/step", "must be at least PT1H where from is more than two days ago");
    }
  }

  private static SeriesWindow steps(TimeWindow asked, long step) {
    return new SeriesWindow(asked.from() / step * step, step, (int) count(asked, step));
  }

  private static long count(TimeWindow asked, long step) {
    return (asked.to() + step - 1) / step - asked.from() / step;
  }

  private static long micros(Duration duration) {
    return duration.toMillis() * 1000;
  }

  /** Returns when that point's step begins. */
  long at(int point) {
    return from + point * step;
  }

  long to() {
    return at(points);
  }

  /** Returns to which point belongs what happened then. */
  int point(long at) {
    return (int) ((at - from) / step);
  }

  /** Returns how many minutes each of the rows stands for that are to be read. */
  int minutes() {
    if (step >= Series.HOUR) {
      return Series.MINUTES_PER_HOUR;
    }
    return step % (Series.QUARTER * Series.MINUTE) == 0 ? Series.QUARTER : 1;
  }
}
