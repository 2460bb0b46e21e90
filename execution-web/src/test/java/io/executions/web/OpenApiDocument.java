package io.executions.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The OpenAPI document, to hold real answers against it. */
public final class OpenApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory ->
              factory.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                      .format(new Rfc3339Time())
                      .build()));

  private final JsonNode root;

  /** Parses one. */
  public OpenApiDocument(String yaml) {
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no YAML", e);
    }
  }

  /** Returns the tree. */
  public JsonNode root() {
    return root;
  }

  /** Returns all operations, such as {@code GET /executions/{id}}. */
  public Set<String> operations() {
    Set<String> operations = new LinkedHashSet<>();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.add(
                                operation.getKey().toUpperCase() + " " + path.getKey())));
    return operations;
  }

  /** Returns the operation that a method and a path without a query come to, if there is one. */
  public Optional<String> operation(String method, String path) {
    if (root.get("paths").has(path)) {
      return Optional.of(method + " " + path).filter(operations()::contains);
    }
    return operations().stream()
        .filter(operation -> operation.startsWith(method + " "))
        .filter(
            operation ->
                path.matches(
                    operation.substring(method.length() + 1).replaceAll("\\{.+?}", "[^/]+")))
        .findFirst();
  }

  /** Returns the statuses that an operation may answer with. */
  public Set<Integer> statuses(String operation) {
    Set<Integer> statuses = new LinkedHashSet<>();
    operation(operation)
        .get("responses")
        .fieldNames()
        .forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
    return statuses;
  }

  /** Returns what is wrong with an answer to an operation; empty if it is as documented. */
  public Set<String> faults(String operation, int status, String mediaType, String body) {
    JsonNode response = resolved(operation(operation).path("responses").path("" + status));
    if (response.isMissingNode()) {
      return Set.of(operation + " does not document status " + status);
    }
    if (!response.has("content")) {
      return body.isEmpty() ? Set.of() : Set.of(operation + " documents no body for " + status);
    }
    JsonNode content = response.path("content").path(mediaType);
    if (content.isMissingNode()) {
      return Set.of("%s does not document %s for %d".formatted(operation, mediaType, status));
    }
    return mediaType.endsWith("json") ? schemaFaults(content.get("schema"), body) : Set.of();
  }

  /** Returns what is wrong with a request's body by its schema, such as {@code NewExecution}. */
  public Set<String> faultsOfBody(String schema, String body) {
    return schemaFaults(root.path("components").path("schemas").path(schema), body);
  }

  private Set<String> schemaFaults(JsonNode schema, String body) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("allOf", JSON.createArrayNode().add(schema));
    whole.set("components", root.get("components"));
    try {
      return SCHEMAS
          .getSchema(whole)
          .validate(
              JSON.readTree(body),
              context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
          .stream()
          .map(ValidationMessage::getMessage)
          .collect(Collectors.toSet());
    } catch (JsonProcessingException e) {
      return Set.of("is no JSON: " + body);
    }
  }

  /**
   * Returns what is said of an operation.
   *
   * @throws IllegalArgumentException if it is not documented
   */
  public JsonNode operation(String operation) {
    String[] parts = operation.split(" ");
    JsonNode found = root.get("paths").path(parts[1]).path(parts[0].toLowerCase());
    if (found.isMissingNode()) {
      throw new IllegalArgumentException(operation + " is not documented");
    }
    return found;
  }

  /** Returns what a node refers to, or the node itself where it refers to nothing. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }
}
