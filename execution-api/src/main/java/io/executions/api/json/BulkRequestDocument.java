package io.executions.api.json;

import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code BulkRequest}: which executions, and whether they are only to be counted. */
public final class BulkRequestDocument {
  private static final String FILTER = "filter";
  private static final String IDS = "ids";
  private static final String VALIDATE_ONLY = "validateOnly";
  private static final long MAX_ID = (1L << 53) - 1;

  private BulkRequestDocument() {}

  /**
   * What a body asks for.
   *
   * @param selection which executions
   * @param validateOnly whether they are only to be counted
   */
  public record Asked(ExecutionSelection selection, boolean validateOnly) {}

  /** Returns the document. */
  public static JsonObject write(Asked asked) {
    SparseObject json = new SparseObject();
    asked
        .selection()
        .filter()
        .ifPresent(filter -> json.add(FILTER, ExecutionFilterDocument.write(filter)));
    if (!asked.selection().ids().isEmpty()) {
      json.add(IDS, array(asked.selection().ids()));
    }
    return json.addIfTrue(VALIDATE_ONLY, asked.validateOnly()).build();
  }

  static JsonArray array(List<Long> ids) {
    JsonArrayBuilder array = JsonBuilders.array();
    ids.forEach(array::add);
    return array.build();
  }

  /**
   * Returns what a body asks for.
   *
   * @param verb what is to be done
   * @param others what is wrong with the request beside its body
   * @throws InvalidRequestException naming all faults
   */
  public static Asked read(BulkVerb verb, JsonValue body, List<Fault> others) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<Asked> asked =
        FieldReader.of(body, "", faults).map(fields -> read(verb, fields, faults));
    faults.refuse();
    return asked.orElseThrow();
  }

  private static Asked read(BulkVerb verb, FieldReader fields, Faults faults) {
    Faults ofSelection = new Faults();
    ExecutionSelection selection =
        new ExecutionSelection(filter(fields, ofSelection), ids(fields, ofSelection));
    boolean both = fields.has(FILTER) && fields.has(IDS);
    // Only what could be read can be judged as a whole.
    faults.addAll(ofSelection.isEmpty() || both ? selection.faults(verb) : List.of());
    faults.addAll(ofSelection.all());
    boolean validateOnly = fields.flag(VALIDATE_ONLY).orElse(false);
    fields.refuseOthers();
    return new Asked(selection, validateOnly);
  }

  private static Optional<ExecutionFilter> filter(FieldReader fields, Faults faults) {
    return fields
        .value(FILTER)
        .filter(given -> fields.has(FILTER))
        .flatMap(given -> FieldReader.of(given, "/" + FILTER, faults))
        .map(ExecutionFilterDocument::read);
  }

  private static List<Long> ids(FieldReader fields, Faults faults) {
    Optional<JsonValue> value = fields.value(IDS).filter(given -> fields.has(IDS));
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      faults.add("/" + IDS, "must be an array");
      return List.of();
    }
    if (array.isEmpty() || array.size() > ExecutionSelection.MAX_IDS) {
      faults.add("/" + IDS, "must hold 1 to " + ExecutionSelection.MAX_IDS + " ids");
      return List.of();
    }
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < array.size() && !faults.isFull(); i++) {
      Optional<Long> id = id(array.get(i));
      if (id.isEmpty()) {
        faults.add("/ids/" + i, "must be a whole number from 1 to " + MAX_ID);
      }
      id.ifPresent(ids::add);
    }
    return ids;
  }

  private static Optional<Long> id(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      return Optional.empty();
    }
    BigDecimal id = number.bigDecimalValue();
    boolean fits =
        id.signum() > 0
            && id.compareTo(BigDecimal.valueOf(MAX_ID)) <= 0
            && id.stripTrailingZeros().scale() <= 0;
    return fits ? Optional.of(id.longValue()) : Optional.empty();
  }
}
