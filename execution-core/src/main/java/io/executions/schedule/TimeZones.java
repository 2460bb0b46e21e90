package io.executions.schedule;

import io.executions.api.Timing;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.Set;

/** The time zones of the IANA database, as this Java has them. */
public final class TimeZones {
  private TimeZones() {}

  /** Returns the zone of that name, which is none of an offset, such as {@code +01:00}. */
  public static Optional<ZoneId> find(String name) {
    return ZoneRulesProvider.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  /** Returns what is wrong with a name of none, as a phrase. */
  public static String fault(String name) {
    Set<String> all = ZoneRulesProvider.getAvailableZoneIds();
    return all.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map("must be written %s"::formatted)
        .orElse("must be a time zone of the IANA database, such as Europe/Berlin");
  }

  /** Returns whether newer data may move those times. */
  public static boolean areNeededBy(Timing timing) {
    return timing.cron().isPresent() && !timing.timeZone().equals(Timing.DEFAULT_ZONE);
  }

  /** Returns the version of the data, such as {@code 2025b}; newer ones are greater. */
  public static String version() {
    return ZoneRulesProvider.getVersions(Timing.DEFAULT_ZONE).lastKey();
  }
}
