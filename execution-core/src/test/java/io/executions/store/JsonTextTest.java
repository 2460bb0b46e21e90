package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static final String NUMBERS = String.join(",", Collections.nCopies(5000, "1.50"));
  private static final String ARRAY = "[true,\"a\",7,null,{},[],%s]".formatted(NUMBERS);
  private static final String OBJECT =
      "{\"a\":\"b\",\"n\":3,\"t\":true,\"z\":null,\"o\":{},\"all\":[%s]}".formatted(NUMBERS);

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1}", "[1, 2]", "\"text\"", "7", "true", "null"})
  void aShortTextIsItsValue(String text) {
    assertThat(JsonText.parse(text)).isEqualTo(read(text));
  }

  @Test
  void aLongObjectIsThatObject() {
    JsonObject object = JsonText.parse(OBJECT).asJsonObject();

    assertThat(object).isEqualTo(read(OBJECT)).hasSize(6).containsKey("z").hasToString(OBJECT);
    assertThat(read(OBJECT)).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(object.getValueType()).isEqualTo(JsonValue.ValueType.OBJECT);
    assertThat(object.getString("a")).isEqualTo("b");
    assertThat(object.getString("y", "c")).isEqualTo("c");
    assertThat(object.getJsonString("a").getString()).isEqualTo("b");
    assertThat(object.getInt("n")).isEqualTo(3);
    assertThat(object.getInt("y", 4)).isEqualTo(4);
    assertThat(object.getJsonNumber("n").longValue()).isEqualTo(3);
    assertThat(object.getBoolean("t")).isTrue();
    assertThat(object.getBoolean("y", true)).isTrue();
    assertThat(object.isNull("z")).isTrue();
    assertThat(object.getJsonObject("o")).isEmpty();
    assertThat(object.getJsonArray("all")).hasSize(5000);
    assertThat(Json.createObjectBuilder().add("x", object).build())
        .hasToString("{\"x\":%s}".formatted(OBJECT));
  }

  @Test
  void aLongArrayIsThatArray() {
    JsonArray array = JsonText.parse(ARRAY).asJsonArray();

    assertThat(array).isEqualTo(read(ARRAY)).hasSize(5006).hasToString(ARRAY);
    assertThat(read(ARRAY)).isEqualTo(array).hasSameHashCodeAs(array);
    assertThat(array.getValueType()).isEqualTo(JsonValue.ValueType.ARRAY);
    assertThat(array.getBoolean(0)).isTrue();
    assertThat(array.getBoolean(1, true)).isTrue();
    assertThat(array.getString(1)).isEqualTo("a");
    assertThat(array.getString(0, "c")).isEqualTo("c");
    assertThat(array.getJsonString(1).getString()).isEqualTo("a");
    assertThat(array.getInt(2)).isEqualTo(7);
    assertThat(array.getInt(0, 4)).isEqualTo(4);
    assertThat(array.getJsonNumber(2).longValue()).isEqualTo(7);
    assertThat(array.isNull(3)).isTrue();
    assertThat(array.getJsonObject(4)).isEmpty();
    assertThat(array.getJsonArray(5)).isEmpty();
    assertThat(array.getValuesAs(JsonValue.class)).hasSize(5006);
    assertThat(Json.createArrayBuilder().add(array).build()).hasToString("[%s]".formatted(ARRAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s", "[%s}", "[%s] 1", "{\"a\":[%s]", "{%s}", "[%s,]", "[%s,x]"})
  void aLongTextThatIsNoJsonIsShownAsItIs(String form) {
    String text = form.formatted(NUMBERS);

    assertThat(JsonText.parse(text)).isEqualTo(Json.createValue(text));
  }

  @Test
  void aLongTextThatIsAStringIsThatString() {
    String text = "x".repeat(5000);

    assertThat(JsonText.parse("\"%s\"".formatted(text))).isEqualTo(Json.createValue(text));
  }

  private static JsonValue read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
