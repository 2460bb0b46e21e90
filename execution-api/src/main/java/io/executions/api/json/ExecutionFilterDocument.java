package io.executions.api.json;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionStatus;
import io.executions.api.TypeName;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
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

  private ExecutionFilterDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionFilter filter) {
    SparseObject json = new SparseObject();
    if (!filter.statuses().isEmpty()) {
      json.add(STATUS, text(filter.statuses()));
    }
    return json.addText("type", filter.type()).build();
  }

  /** Returns the filter that a document describes which {@link #write} has written. */
  public static ExecutionFilter read(JsonObject document) {
    Fields fields = new Fields(document);
    ExecutionFilter filter = ExecutionFilter.all();
    if (fields.has(STATUS)) {
      filter = withStatuses(filter, statuses(fields.text(STATUS)).orElseThrow());
    }
    if (fields.has("type")) {
      filter = filter.withType(fields.text("type"));
    }
    return filter;
  }

  /** Returns the filter that somebody has written, adding its faults to those of the reader. */
  static ExecutionFilter read(FieldReader fields) {
    ExecutionFilter filter = ExecutionFilter.all();
    Optional<Set<ExecutionStatus>> statuses = statuses(fields);
    if (statuses.isPresent()) {
      filter = withStatuses(filter, statuses.get());
    }
    Optional<String> type =
        fields.parsed("type", text -> Optional.of(text).filter(TypeName::isLegal), TypeName.RULE);
    if (type.isPresent()) {
      filter = filter.withType(type.get());
    }
    fields.refuseOthers();
    return filter;
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

  private static ExecutionFilter withStatuses(
      ExecutionFilter filter, Set<ExecutionStatus> statuses) {
    ExecutionStatus[] all = statuses.toArray(new ExecutionStatus[0]);
    return filter.withStatuses(all[0], all);
  }
}
