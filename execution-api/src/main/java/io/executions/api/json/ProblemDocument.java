package io.executions.api.json;

import io.executions.api.Fault;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code Problem}, with each {@code Fault} of it (RFC 9457). */
public final class ProblemDocument {
  private ProblemDocument() {}

  /**
   * Makes what a client has of a document, in which anything may be missing: a proxy may have
   * written it.
   *
   * @param <T> what is made
   */
  @FunctionalInterface
  public interface Reading<T> {
    /** Returns what a document with these fields says. */
    T of(
        Optional<String> type,
        Optional<String> title,
        Optional<String> detail,
        Optional<String> instance,
        List<Fault> errors,
        Optional<Long> existingId);
  }

  /** Returns the document. */
  public static JsonObject write(
      String type,
      String title,
      int status,
      String detail,
      Optional<String> instance,
      List<Fault> errors,
      Optional<Long> existingId) {
    SparseObject json =
        new SparseObject()
            .add("type", type)
            .add("title", title)
            .add("status", status)
            .add("detail", detail)
            .addText("instance", instance)
            .addNumber("existingId", existingId);
    if (!errors.isEmpty()) {
      JsonArrayBuilder array = JsonBuilders.array();
      errors.forEach(fault -> array.add(write(fault)));
      json.add("errors", array.build());
    }
    return json.build();
  }

  private static JsonObject write(Fault fault) {
    return JsonBuilders.object()
        .add("pointer", fault.pointer())
        .add("detail", fault.detail())
        .build();
  }

  /** Returns what a document says. */
  public static <T> T read(JsonObject document, Reading<T> reading) {
    Fields fields = new Fields(document);
    return reading.of(
        fields.optionalText("type"),
        fields.optionalText("title"),
        fields.optionalText("detail"),
        fields.optionalText("instance"),
        fields.objects("errors", ProblemDocument::fault),
        fields.optionalNumber("existingId"));
  }

  private static Fault fault(Fields document) {
    return new Fault(
        document.optionalText("pointer").orElse(""), document.optionalText("detail").orElse(""));
  }
}
