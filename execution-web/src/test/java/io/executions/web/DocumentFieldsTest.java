package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each document holds the fields of its schema: all of them where all have a value, those required
 * where none other has.
 */
class DocumentFieldsTest {
  private final OpenApiDocument contract = OpenApiDocumentTest.document();
  private final Map<String, JsonObject> full;
  private final Map<String, JsonObject> sparse;

  DocumentFieldsTest() throws IOException {
    SampleDocuments samples = new SampleDocuments();
    full = samples.full();
    sparse = samples.sparse();
  }

  @Test
  void eachSchemaIsWrittenByOneClass() {
    Set<String> written = new TreeSet<>(full.keySet());
    written.addAll(List.of("ExecutionStatus", "CreatedExecution"));
    assertThat(written).isEqualTo(names(contract.root().at("/components/schemas")));
  }

  @Test
  void aDocumentHasAllFieldsOfItsSchemaWhereAllHaveAValue() {
    full.forEach(
        (name, document) ->
            assertThat(document.keySet())
                .as(name)
                .isEqualTo(together(name, names(schema(name).get("properties")))));
  }

  @Test
  void aDocumentHasTheRequiredFieldsWhereNoOtherHasAValue() {
    sparse.forEach(
        (name, document) -> {
          Set<String> required = new TreeSet<>();
          schema(name).path("required").forEach(field -> required.add(field.asText()));
          assertThat(document.keySet()).as(name).isEqualTo(required);
        });
  }

  @Test
  void everyDocumentIsValid() {
    List.of(full, sparse)
        .forEach(
            documents ->
                documents.forEach(
                    (name, document) ->
                        assertThat(contract.faultsOfBody(name, document.toString()))
                            .as(name)
                            .isEmpty()));
  }

  /** Of two fields that exclude each other, a document has one; and none that can say but one. */
  private static Set<String> together(String name, Set<String> fields) {
    if (name.equals("NewExecution") || name.equals("NewSchedule")) {
      fields.remove("uniqueWhile");
    }
    if (name.equals("NewSchedule")) {
      fields.remove("onDuplicate");
    }
    return fields;
  }

  private JsonNode schema(String name) {
    return contract.root().at("/components/schemas/" + name);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
