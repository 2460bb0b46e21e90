package io.executions.it.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values that each break one constraint of a schema. */
final class BrokenValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Each pattern of the interface forbids some of them. */
  private static final String[] TEXTS = {"", "x y", "UPPER", "-", "a,b", ".", "P1W"};

  private BrokenValues() {}

  /** Returns them; none where the schema allows everything. */
  static List<JsonNode> of(JsonNode schema) {
    List<JsonNode> broken = new ArrayList<>(ofOtherTypes(schema));
    if (schema.has("minimum")) {
      broken.add(LongNode.valueOf(schema.get("minimum").asLong() - 1));
    }
    if (schema.has("maximum")) {
      broken.add(LongNode.valueOf(schema.get("maximum").asLong() + 1));
    }
    if (schema.has("pattern")) {
      Stream.of(TEXTS)
          .filter(text -> !text.matches(schema.get("pattern").asText()))
          .map(TextNode::valueOf)
          .forEach(broken::add);
    }
    if (schema.has("maxLength")) {
      broken.add(TextNode.valueOf("k".repeat(schema.get("maxLength").asInt() + 1)));
    }
    if (schema.has("enum")) {
      broken.add(TextNode.valueOf("none-of-them"));
    }
    if (schema.path("format").asText().equals("date-time")) {
      broken.add(TextNode.valueOf("tomorrow"));
    }
    if (schema.path("minItems").asInt() > 0) {
      broken.add(JSON.arrayNode());
    }
    return broken;
  }

  private static List<JsonNode> ofOtherTypes(JsonNode schema) {
    JsonNode type = schema.path("type");
    return switch (type instanceof ArrayNode types ? types.get(0).asText() : type.asText()) {
      case "integer" -> List.of(TextNode.valueOf("one"), JSON.numberNode(1.5), JSON.arrayNode());
      case "boolean" -> List.of(TextNode.valueOf("true"), LongNode.valueOf(1));
      case "string" -> List.of(JSON.objectNode(), JSON.arrayNode());
      case "array" -> List.of(JSON.objectNode(), TextNode.valueOf("all"));
      default -> List.of();
    };
  }
}
