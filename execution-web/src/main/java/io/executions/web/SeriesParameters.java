package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.SeriesFilter;
import io.executions.api.TypeName;
import io.executions.api.json.Timestamps;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the query of a series. */
final class SeriesParameters {
  /** As the document of the interface says; the JDK takes signs and small letters, too. */
  private static final Pattern STEP =
      Pattern.compile("P(?=[0-9T])([0-9]{1,9}D)?(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?)?");

  private SeriesParameters() {}

  /**
   * Returns the filter that the query describes.
   *
   * @throws io.executions.api.InvalidRequestException naming all faults
   */
  static SeriesFilter read(UriInfo uri, ExecutionService service) {
    QueryParameters query = new QueryParameters(uri);
    Optional<Instant> from = query.read("from", Timestamps.RULE, Timestamps::parse);
    Optional<Instant> to = query.read("to", Timestamps.RULE, Timestamps::parse);
    Optional<Duration> step = query.read("step", SeriesFilter.STEP_RULE, SeriesParameters::step);
    Optional<String> type = query.read("type", TypeName.RULE, SeriesParameters::type);
    Optional<String> queue = query.read("queue", TypeName.RULE, SeriesParameters::type);
    List<Fault> faults = query.faults();
    if (!faults.isEmpty() && !concern(faults, "/from", "/to")) {
      Duration assumed = concern(faults, "/step") ? SeriesFilter.MAX_STEP : orDefault(step);
      SeriesFilter readable = new SeriesFilter(from, to, assumed, type, queue);
      query.addFaultsOf(() -> service.getExecutionSeries(readable));
    }
    query.check();
    return new SeriesFilter(from, to, orDefault(step), type, queue);
  }

  private static Duration orDefault(Optional<Duration> step) {
    return step.orElse(SeriesFilter.DEFAULT_STEP);
  }

  static boolean concern(List<Fault> faults, String... pointers) {
    Set<String> these = Set.of(pointers);
    return faults.stream().anyMatch(fault -> these.contains(fault.pointer()));
  }

  private static Optional<Duration> step(String text) {
    return Optional.of(text)
        .filter(given -> STEP.matcher(given).matches())
        .map(Duration::parse)
        .filter(SeriesFilter::isStep);
  }

  private static Optional<String> type(String text) {
    return Optional.of(text).filter(TypeName::isLegal);
  }
}
