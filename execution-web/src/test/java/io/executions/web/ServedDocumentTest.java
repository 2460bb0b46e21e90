package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document that the build derives, as servers read it: OpenAPI 3.0. */
class ServedDocumentTest {
  @Test
  void isWrittenForServersInTheFormThatTheyRead() throws IOException {
    OpenApiDocument document = OpenApiDocumentTest.document();
    String text = Files.readString(Path.of("target/served-document/openapi.yaml"));
    OpenApiDocument served = new OpenApiDocument(text);

    assertThat(served.operations())
        .containsExactlyElementsOf(
            document.operations().stream().map(name -> name.replace(" /", " /api/")).toList());
    assertThat(served.root().at("/openapi").asText()).isEqualTo("3.0.3");
    assertThat(served.root().has("servers")).isFalse();
    assertThat(served.root().findValues("type"))
        .noneMatch(JsonNode::isArray)
        .filteredOn(JsonNode::isTextual)
        .extracting(JsonNode::asText)
        .doesNotContain("null");
    assertThat(served.root().at("/components/schemas/NewExecution/properties/backoff"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"description": "how long it waits between attempts; as its handler says by default",
                     "anyOf": [{"$ref": "#/components/schemas/Backoff"}], "nullable": true}
                    """));
    assertThat(served.root().findValue("examples")).isNull();
    assertThat(served.root().at("/components/schemas/NewExecution/properties/priority"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"type": "integer", "nullable": true, "format": "int32", "minimum": -1000,
                     "maximum": 1000, "default": 0, "description": "higher first"}
                    """));
    assertThat(served.root().at("/components/schemas/Execution/properties/id/example").asInt())
        .isEqualTo(42);
  }
}
