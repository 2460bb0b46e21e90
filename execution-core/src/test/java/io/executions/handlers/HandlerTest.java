package io.executions.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.PermanentFailureException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerTest {
  private static final ExecutionContext CONTEXT = null;

  @Test
  void readsARecordAndWritesOne() throws Exception {
    Handler handler =
        handler(
            new Echo<Order, Order>() {
              @Override
              public Order handle(Order input, ExecutionContext context) {
                return new Order(input.name() + "!", input.count() + 1, input.day().plusDays(1));
              }
            });
    assertThat(handler.call("{\"name\":\"a\",\"count\":1,\"day\":\"2024-02-28\"}", CONTEXT))
        .isEqualTo("{\"count\":2,\"day\":\"2024-02-29\",\"name\":\"a!\"}");
  }

  /** A record that checks what it is given. */
  public record Strict(String name) {
    public Strict {
      Objects.requireNonNull(name);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a name is needed");
      }
    }
  }

  @Test
  void readsAPlainObject() throws Exception {
    Handler handler =
        handler(
            new Echo<Plain, String>() {
              @Override
              public String handle(Plain input, ExecutionContext context) {
                return input.name;
              }
            });
    assertThat(handler.call("{\"name\":\"a\",\"unknown\":[]}", CONTEXT)).isEqualTo("\"a\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"b\":1,\"a\":[1.50,null]}", "[]", "\"text\"", "12", "true"})
  void passesJsonThroughAsItIs(String json) throws Exception {
    assertThat(handler(new JsonEcho()).call(json, CONTEXT)).isEqualTo(json);
  }

  @Test
  void tellsWhyAnInputDoesNotFitAlsoWhereNobodyFoundWordsForIt() {
    Handler strict =
        handler(
            new Echo<Strict, String>() {
              @Override
              public String handle(Strict input, ExecutionContext context) {
                return input.name();
              }
            });
    assertThatThrownBy(() -> strict.call("{}", CONTEXT))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageStartingWith(
            "The input does not fit io.executions.handlers.HandlerTest$Strict (")
        .hasMessageMatching(".*NullPointerException at .*HandlerTest.Strict.*HandlerTest.java:.*")
        .message()
        .doesNotContain("null");
    assertThatThrownBy(() -> strict.call("{\"name\":\"\"}", CONTEXT))
        .hasMessageContaining("a name is needed");
  }

  @Test
  void tellsWhyAnOutputCannotBeWritten() {
    Handler silent =
        handler(
            new Echo<JsonValue, Silent>() {
              @Override
              public Silent handle(JsonValue input, ExecutionContext context) {
                return new Silent();
              }
            });
    assertThatThrownBy(() -> silent.call("{}", CONTEXT))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageStartingWith("The output, of io.executions.handlers.HandlerTest$Silent, cannot")
        .message()
        .contains("UnsupportedOperationException at ")
        .doesNotContain("null");
  }

  /** A class whose getter fails without a word. */
  public static final class Silent {
    public String getName() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void readsAListOfRecords() throws Exception {
    Handler handler =
        handler(
            new Echo<List<Order>, List<String>>() {
              @Override
              public List<String> handle(List<Order> input, ExecutionContext context) {
                return input.stream().map(Order::name).toList();
              }
            });
    assertThat(handler.call("[{\"name\":\"a\"},{\"name\":\"b\"}]", CONTEXT))
        .isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void readsAListWhoseElementsASuperclassLeftOpen() throws Exception {
    assertThat(handler(new FirstOrder()).call("[{\"name\":\"a\"}]", CONTEXT)).isEqualTo("\"a\"");
  }

  @Test
  void readsAMapAndAString() throws Exception {
    Handler map =
        handler(
            new Echo<Map<String, Integer>, Integer>() {
              @Override
              public Integer handle(Map<String, Integer> input, ExecutionContext context) {
                return input.values().stream().mapToInt(Integer::intValue).sum();
              }
            });
    assertThat(map.call("{\"a\":1,\"b\":2}", CONTEXT)).isEqualTo("3");
    Handler string =
        handler(
            new Echo<String, String>() {
              @Override
              public String handle(String input, ExecutionContext context) {
                return input + "\0\"";
              }
            });
    assertThat(string.call("\"é\"", CONTEXT)).isEqualTo("\"é\\u0000\\\"\"");
  }

  @Test
  void hasNoOutputForNull() throws Exception {
    assertThat(
            handler(
                    new Echo<JsonValue, Void>() {
                      @Override
                      public Void handle(JsonValue input, ExecutionContext context) {
                        return null;
                      }
                    })
                .call("{}", CONTEXT))
        .isNull();
    assertThat(handler(new JsonEcho()).call("null", CONTEXT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"text\"",
        "12",
        "{\"count\":\"many\"}",
        "{\"count\":{}}",
        "{\"day\":\"yesterday\"}",
        "{\"count\":-1}"
      })
  void anInputThatDoesNotFitIsAFailureForGood(String json) {
    Handler handler =
        handler(
            new Echo<Order, String>() {
              @Override
              public String handle(Order input, ExecutionContext context) {
                return "called";
              }
            });
    assertThatThrownBy(() -> handler.call(json, CONTEXT))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageStartingWith(
            "The input does not fit %s (JSON-B says: ".formatted(Order.class.getName()));
  }

  @Test
  void whatTheHandlerThrowsComesThroughAsItIs() {
    IllegalStateException thrown = new IllegalStateException("mine");
    Handler handler =
        handler(
            new Echo<JsonValue, String>() {
              @Override
              public String handle(JsonValue input, ExecutionContext context) {
                throw thrown;
              }
            });
    assertThatThrownBy(() -> handler.call("{}", CONTEXT)).isSameAs(thrown);
  }

  @Test
  void isNotTransactionalAndFindsNothingWrongUnlessItSaysSo() {
    Handler handler = handler(new JsonEcho());
    assertThat(handler.transactional()).isFalse();
    assertThat(handler.check(Json.createValue(1))).isEmpty();
  }

  private static Handler handler(ExecutionHandler<?, ?> handler) {
    return Handlers.of(handler).find("work").orElseThrow();
  }

  /** A record whose own rules JSON-B meets while it reads. */
  public record Order(String name, int count, LocalDate day) {
    public Order {
      if (count < 0) {
        throw new IllegalArgumentException("count must not be negative");
      }
    }
  }

  /** A class with a public field. */
  public static class Plain {
    public String name;
  }

  abstract static class Echo<I, O> implements ExecutionHandler<I, O> {
    @Override
    public String type() {
      return "work";
    }
  }

  static class JsonEcho extends Echo<JsonValue, JsonValue> {
    @Override
    public JsonValue handle(JsonValue input, ExecutionContext context) {
      return input;
    }
  }

  abstract static class FirstOf<T> extends Echo<List<T>, String> {
    @Override
    public String handle(List<T> input, ExecutionContext context) {
      return name(input.get(0));
    }

    abstract String name(T first);
  }

  static class FirstOrder extends FirstOf<Order> {
    @Override
    String name(Order first) {
      return first.name();
    }
  }
}
