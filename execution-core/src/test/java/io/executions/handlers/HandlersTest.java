package io.executions.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {
  @Test
  void areFoundByType() {
    Handlers handlers = Handlers.of(new Named("b"), new Named("a.1_x-y"));
    assertThat(handlers.all().keySet()).containsExactly("a.1_x-y", "b");
    assertThat(handlers.find("b")).isPresent();
    assertThat(handlers.find("B")).isEmpty();
    assertThatThrownBy(() -> handlers.all().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void twoOfOneTypeAreRefusedAndBothAreNamed() {
    assertThatThrownBy(() -> Handlers.of(new Named("work"), new AlsoWork()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(Named.class.getName(), AlsoWork.class.getName(), "work");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"Work", "1a", "a b", "-a", "a/b", "é"})
  void anIllegalTypeIsRefused(String type) {
    assertThatThrownBy(() -> Handlers.of(new Named(type)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Named.class.getName());
  }

  @Test
  void boundTheLengthOfATypesName() {
    Handlers.of(new Named("a".repeat(100)));
    assertThatThrownBy(() -> Handlers.of(new Named("a".repeat(101))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneThatIsNotAvailableIsLeftOut() {
    Handlers handlers = Handlers.of(new Named("work"), new Unavailable());
    assertThat(handlers.all().keySet()).containsExactly("work");
  }

  @Test
  void findWhatAClassSaysOfItsInput() {
    assertThat(inputType(new Named("a"))).isEqualTo(Order.class);
    assertThat(inputType(new OrderHandler())).isEqualTo(Order.class);
    assertThat(inputType(new ThroughAnInterface())).isEqualTo(Order.class);
    assertThat(inputType(new SwappedHandler())).isEqualTo(Order.class);
  }

  @Test
  void fillInTypeVariablesWithinTheInputType() {
    ParameterizedType list = (ParameterizedType) inputType(new OrdersHandler());
    assertThat(list.getRawType()).isEqualTo(List.class);
    assertThat(list.getActualTypeArguments()).containsExactly(Order.class);
    assertThat(list.getTypeName()).isEqualTo("java.util.List<%s>".formatted(Order.class.getName()));
  }

  @Test
  void lookBehindClassesThatContainersDerive() {
    assertThat(inputType(new OrderHandler$Proxy$_$$_WeldClientProxy())).isEqualTo(Order.class);
    assertThatThrownBy(() -> Handlers.of(new AlsoWork(), new AlsoWork$$Proxy()))
        .hasMessage("Both %1$s and %1$s handle the type work".formatted(AlsoWork.class.getName()));
  }

  @Test
  void takeAClassWhoseOwnNameHasADollarForWhatItIs() {
    assertThat(inputType(new Own$Name())).isEqualTo(Order.class);
  }

  @Test
  void aClassThatDoesNotSayItsInputIsRefused() {
    assertThatThrownBy(() -> Handlers.of(new Silent<Order>()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Silent.class.getName())
        .hasMessageContaining("must say what input it takes");
    assertThatThrownBy(() -> Handlers.of(new ListHandler<Order>()))
        .hasMessageContaining("must say what input it takes");
  }

  private static Type inputType(ExecutionHandler<?, ?> handler) {
    return Handlers.of(handler).all().values().iterator().next().inputType();
  }

  record Order(String name) {}

  record Named(String type) implements ExecutionHandler<Order, Void> {
    @Override
    public Void handle(Order input, ExecutionContext context) {
      return null;
    }
  }

  abstract static class Base<I, O> implements ExecutionHandler<I, O> {
    @Override
    public String type() {
      return "work";
    }

    @Override
    public O handle(I input, ExecutionContext context) {
      return null;
    }
  }

  static class AlsoWork extends Base<Map<String, String>, Void> {}

  static class AlsoWork$$Proxy extends AlsoWork {}

  static class Unavailable extends Base<Order, Void> {
    @Override
    public boolean available() {
      return false;
    }
  }

  static class OrderHandler extends Base<Order, String> {}

  static class OrderHandler$Proxy$_$$_WeldClientProxy extends OrderHandler {}

  static class Own$Name extends Base<Order, String> {}

  static class Swapped<A, B> extends Base<B, A> {}

  static class SwappedHandler extends Swapped<String, Order> {}

  static class ListHandler<T> extends Base<List<T>, String> {}

  static class OrdersHandler extends ListHandler<Order> {}

  static class Silent<T> extends Base<T, String> {}

  interface Typed<T> extends ExecutionHandler<T, String> {}

  static class ThroughAnInterface implements Typed<Order> {
    @Override
    public String type() {
      return "work";
    }

    @Override
    public String handle(Order input, ExecutionContext context) {
      return null;
    }
  }
}
