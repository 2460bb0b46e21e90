package io.executions.schedule;

/**
 * The times of day of a cron expression.
 *
 * @param seconds the seconds at which it runs
 * @param minutes the minutes at which it runs
 * @param hours the hours at which it runs
 */
record CronClock(CronValues seconds, CronValues minutes, CronValues hours) {
  private static final int SIXTY = 60;
  private static final int HOUR = SIXTY * SIXTY;

  /** Returns the first second of the day from one on, or -1 if the day has no more. */
  int from(int earliest) {
    for (int h = hours.from(earliest / HOUR); h >= 0; h = hours.from(h + 1)) {
      int ofHour = Math.max(0, earliest - h * HOUR);
      for (int m = minutes.from(ofHour / SIXTY); m >= 0; m = minutes.from(m + 1)) {
        int s = seconds.from(Math.max(0, ofHour - m * SIXTY));
        if (s >= 0) {
          return h * HOUR + m * SIXTY + s;
        }
      }
    }
    return -1;
  }
}
