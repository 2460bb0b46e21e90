import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Derives the other forms of the OpenAPI document from {@code openapi.yaml}: the same in JSON, and
 * an OpenAPI 3.0 document for the server's own endpoint. The build runs it as it stands here, as
 * neither the service nor its tests need it.
 */
final class DerivedDocuments {
  /** The path of the application's REST interface, below which all paths are. */
  private static final String BASE = "/api";

  /** Arguments: openapi.yaml, the JSON document to write, the document for servers to write. */
  public static void main(String[] arguments) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode contract = (ObjectNode) yaml.readTree(Path.of(arguments[0]).toFile());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file(arguments[1]), contract);
    yaml.writeValue(file(arguments[2]), forServers(contract));
  }

  private static java.io.File file(String name) throws IOException {
    Path path = Path.of(name);
    Files.createDirectories(path.getParent());
    return path.toFile();
  }

  /** A server knows where it put the application; Payara reads nothing newer than OpenAPI 3.0. */
  private static ObjectNode forServers(ObjectNode contract) {
    ObjectNode document = (ObjectNode) older(contract);
    document.put("openapi", "3.0.3");
    document.remove("servers");
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    document.get("paths").properties().forEach(p -> paths.set(BASE + p.getKey(), p.getValue()));
    document.set("paths", paths);
    return document;
  }

  private static JsonNode older(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> items.add(older(item)));
      return items;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(member -> put(written, member.getKey(), member.getValue()));
    return written;
  }

  /** Types that may be null, and examples, are written in another way in OpenAPI 3.0. */
  private static void put(ObjectNode written, String name, JsonNode value) {
    if (name.equals("type") && value.isArray()) {
      written.set(name, value.get(0));
      written.put("nullable", true);
    } else if (name.equals("examples")) {
      written.set("example", value.get(0));
    } else if (value instanceof ArrayNode forms && withoutNull(forms).size() < forms.size()) {
      written.set(name, older(withoutNull(forms)));
      written.put("nullable", true);
    } else {
      written.set(name, older(value));
    }
  }

  private static ArrayNode withoutNull(ArrayNode forms) {
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    for (JsonNode form : forms) {
      if (!isNull(form)) {
        others.add(form);
      }
    }
    return others;
  }

  /** Whether that is a schema for nothing but null, as {@code anyOf} has them. */
  private static boolean isNull(JsonNode schema) {
    return schema.path("type").asText().equals("null");
  }
}
