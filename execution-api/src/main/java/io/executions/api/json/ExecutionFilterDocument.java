package io.executions.api.json;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionStatus;
import io.executions.api.TagName;
import io.executions.api.TimeRange;
import io.executions.api.TypeName;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code ExecutionFilter}: the filters of the list of executions by the names that they have as
 * query parameters there. Statuses may also be an array.
 */
public final class ExecutionFilterDocument {
  private static final String STATUS = "status";
  private static final String STATUS_RULE =
      "must be of pending, running, completed, failed, cancelled, several with commas or in an array";

  private static final Set<String> FIELDS =
      Set.of(
          STATUS,
          "type",
          "createdAfter",
          "createdBefore",
          "finishedAfter",
          "finishedBefore",
          "node",
          "retried",
          "errorPrefix",
          "overdue",
          "schedule",
          "tag",
          "queue");

  private ExecutionFilterDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionFilter filter) {
    SparseObject json = new SparseObject();
    if (!filter.statuses().isEmpty()) {
      json.add(STATUS, text(filter.statuses()));
    }
    return json.addText("type", filter.type())
        .addTime("createdAfter", filter.created().after())
        .addTime("createdBefore", filter.created().before())
        .addTime("finishedAfter", filter.finished().after())
        .addTime("finishedBefore", filter.finished().before())
        .addText("node", filter.node())
        .addIfTrue("retried", filter.retried())
        .addText("errorPrefix", filter.errorPrefix())
        .addIfTrue("overdue", filter.overdue())
        .addText("schedule", filter.schedule())
        .addText("tag", filter.tag())
        .addText("queue", filter.queue())
        .build();
  }

  /**
   * Returns the filter that a document describes which {@link #write} has written.
   *
   * @throws IllegalArgumentException if it has a field that is not known here: what it would leave
   *     out must not be let through
   */
  public static ExecutionFilter read(JsonObject document) {
    if (!FIELDS.containsAll(document.keySet())) {
      throw new IllegalArgumentException("A filter of a later version: " + document.keySet());
    }
    Fields fields = new Fields(document);
    return new ExecutionFilter(
        fields.has(STATUS) ? statuses(fields.text(STATUS)).orElseThrow() : Set.of(),
        fields.optionalText("type"),
        new TimeRange(fields.optionalTime("createdAfter"), fields.optionalTime("createdBefore")),
        new TimeRange(fields.optionalTime("finishedAfter"), fields.optionalTime("finishedBefore")),
        fields.optionalText("node"),
        fields.has("retried"),
        fields.optionalText("errorPrefix"),
        fields.has("overdue"),
        fields.optionalText("schedule"),
        fields.optionalText("tag"),
        fields.optionalText("queue"));
  }

  /** Returns the filter that somebody has written, adding its faults to those of the reader. */
  static ExecutionFilter read(FieldReader fields) {
    ExecutionFilter filter =
        new ExecutionFilter(
            statuses(fields).orElse(Set.of()),
            name(fields, "type"),
            new TimeRange(time(fields, "createdAfter"), time(fields, "createdBefore")),
            new TimeRange(time(fields, "finishedAfter"), time(fields, "finishedBefore")),
            fields.text("node"),
            isTrue(fields, "retried"),
            fields.text("errorPrefix"),
            isTrue(fields, "overdue"),
            name(fields, "schedule"),
            fields.parsed("tag", text -> Optional.of(text).filter(TagName::isLegal), TagName.RULE),
            name(fields, "queue"));
    fields.refuseOthers();
    return filter;
  }

  private static Optional<String> name(FieldReader fields, String field) {
    return fields.parsed(field, text -> Optional.of(text).filter(TypeName::isLegal), TypeName.RULE);
  }

  private static Optional<Instant> time(FieldReader fields, String name) {
    return fields.parsed(name, Timestamps::parse, Timestamps.RULE);
  }

  private static boolean isTrue(FieldReader fields, String name) {
    Optional<Boolean> flag = fields.flag(name);
    if (flag.isPresent() && !flag.get()) {
      fields.refuse(name, "must be true");
    }
    return flag.orElse(false);
  }

  private static Optional<Set<ExecutionStatus>> statuses(FieldReader fields) {
    Optional<JsonValue> value = fields.value(STATUS).filter(given -> given != JsonValue.NULL);
    Optional<Set<ExecutionStatus>> statuses = value.flatMap(ExecutionFilterDocument::statuses);
    if (value.isPresent() && statuses.isEmpty()) {
      fields.refuse(STATUS, STATUS_RULE);
    }
    return statuses;
  }

  private static Optional<Set<ExecutionStatus>> statuses(JsonValue value) {
    if (value instanceof JsonString text) {
      return statuses(text.getString());
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return statuses(
          array.getValuesAs(JsonString.class).stream()
              .map(JsonString::getString)
              .collect(Collectors.joining(",")));
    }
    return Optional.empty();
  }

  private static Optional<Set<ExecutionStatus>> statuses(String text) {
    Set<ExecutionStatus> statuses = EnumSet.noneOf(ExecutionStatus.class);
    for (String name : List.of(text.split(",", -1))) {
      Optional<ExecutionStatus> status = ExecutionStatus.fromJsonName(name);
      if (status.isEmpty()) {
        return Optional.empty();
      }
      statuses.add(status.get());
    }
    return Optional.of(statuses);
  }

  private static String text(Set<ExecutionStatus> statuses) {
    return statuses.stream()
        .sorted()
        .map(ExecutionStatus::jsonName)
        .collect(Collectors.joining(","));
  }
}
