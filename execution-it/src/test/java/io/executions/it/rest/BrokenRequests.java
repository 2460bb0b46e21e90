package io.executions.it.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executions.web.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests that each break one constraint of the OpenAPI document, derived from the document. */
final class BrokenRequests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String UNKNOWN = "unheardOf";

  /**
   * One request.
   *
   * @param operation method and template
   * @param parameter the parameter that is broken, as the document describes it; null for none
   * @param value its text, or the body
   * @param pointer what the answer must name
   */
  record Broken(String operation, JsonNode parameter, String value, String pointer) {}

  private final OpenApiDocument document;
  private final List<Broken> all = new ArrayList<>();

  private BrokenRequests(OpenApiDocument document) {
    this.document = document;
  }

  /**
   * Returns all of them.
   *
   * @param bodies a valid body for each operation that takes one
   */
  static List<Broken> of(OpenApiDocument document, Map<String, ObjectNode> bodies) {
    BrokenRequests requests = new BrokenRequests(document);
    for (String operation : document.operations()) {
      JsonNode described = document.operation(operation);
      for (JsonNode parameter : described.path("parameters")) {
        requests.addParameter(operation, document.resolved(parameter));
      }
      if (described.has("requestBody")) {
        JsonNode schema = described.at("/requestBody/content/application~1json/schema");
        requests.addBodies(operation, document.resolved(schema), bodies.get(operation));
      }
    }
    return requests.all;
  }

  private void addParameter(String operation, JsonNode parameter) {
    String pointer = "/" + parameter.get("name").asText();
    for (JsonNode value : BrokenValues.of(parameter.get("schema"))) {
      if (value.isValueNode() && !value.asText().isEmpty() && !isStep(parameter, value)) {
        all.add(new Broken(operation, parameter, value.asText(), pointer));
      }
    }
  }

  /** A path that ends with a dot is one without it. */
  private static boolean isStep(JsonNode parameter, JsonNode value) {
    return parameter.get("in").asText().equals("path") && value.asText().equals(".");
  }

  private void addBodies(String operation, JsonNode schema, ObjectNode body) {
    addObject(operation, schema, body, body, "");
  }

  /** Breaks an object that lies in the body, each property of it by turns. */
  private void addObject(
      String operation, JsonNode schema, ObjectNode body, ObjectNode object, String pointer) {
    schema
        .get("properties")
        .properties()
        .forEach(p -> addProperty(operation, p.getKey(), p.getValue(), body, object, pointer));
    for (JsonNode required : schema.path("required")) {
      JsonNode taken = object.remove(required.asText());
      addBody(operation, body, pointer + "/" + required.asText());
      object.set(required.asText(), taken);
    }
    if (!schema.path("additionalProperties").asBoolean(true)) {
      object.put(UNKNOWN, 1);
      addBody(operation, body, pointer + "/" + UNKNOWN);
      object.remove(UNKNOWN);
    }
  }

  private void addProperty(
      String operation,
      String name,
      JsonNode described,
      ObjectNode body,
      ObjectNode object,
      String pointer) {
    JsonNode schema = document.resolved(described);
    String place = pointer + "/" + name;
    JsonNode right = object.get(name);
    for (JsonNode wrong : BrokenValues.of(schema)) {
      object.set(name, wrong);
      addBody(operation, body, place);
    }
    if (schema.has("maxItems") && right != null) {
      ArrayNode many = JSON.arrayNode();
      for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
        many.add(right.get(0));
      }
      object.set(name, many);
      addBody(operation, body, place);
    }
    if (right == null) {
      object.remove(name);
    } else {
      object.set(name, right);
    }
    if (schema.path("type").asText().equals("array") && right != null) {
      addItem(operation, document.resolved(schema.get("items")), body, (ArrayNode) right, place);
    } else if (right instanceof ObjectNode inner && schema.has("properties")) {
      addObject(operation, schema, body, inner, place);
    }
  }

  /** Breaks the first item of an array that lies in the body. */
  private void addItem(
      String operation, JsonNode schema, ObjectNode body, ArrayNode array, String pointer) {
    if (array.get(0) instanceof ObjectNode item) {
      addObject(operation, schema, body, item, pointer + "/0");
      return;
    }
    JsonNode right = array.get(0);
    for (JsonNode wrong : BrokenValues.of(schema)) {
      array.set(0, wrong);
      addBody(operation, body, pointer + "/0");
    }
    array.set(0, right);
  }

  private void addBody(String operation, ObjectNode body, String pointer) {
    all.add(new Broken(operation, null, body.toString(), pointer));
  }
}
