package io.executions.api.json;

import io.executions.api.WaitsFor;
import jakarta.json.JsonObject;

/** {@code WaitsFor}. */
final class WaitsForDocument {
  private WaitsForDocument() {}

  static JsonObject write(WaitsFor waits) {
    return new SparseObject()
        .add("reason", waits.reason().jsonName())
        .addNumber("limit", waits.limit().map(Integer::longValue))
        .addNumber("running", waits.running())
        .addTime("until", waits.until())
        .addNumber("ahead", waits.ahead())
        .build();
  }

  static WaitsFor read(Fields fields) {
    return new WaitsFor(
        WaitsFor.Reason.fromJsonName(fields.text("reason")).orElseThrow(),
        fields.optionalWhole("limit"),
        fields.optionalLong("running"),
        fields.optionalTime("until"),
        fields.optionalLong("ahead"));
  }
}
