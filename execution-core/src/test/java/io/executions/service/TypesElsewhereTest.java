package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TypesElsewhereTest {
  private final AtomicLong seconds = new AtomicLong();
  private final List<Set<String>> asked = new ArrayList<>();
  private final Set<String> handled = new HashSet<>(Set.of("mail"));
  private final TypesElsewhere types =
      new TypesElsewhere(
          some -> {
            asked.add(Set.copyOf(some));
            Set<String> found = new HashSet<>(some);
            found.retainAll(handled);
            return found;
          },
          () -> seconds.get() * 1_000_000_000);

  @Test
  void whoCreatesManyAsksOnce() {
    for (int i = 0; i < 100; i++) {
      assertThat(types.among(List.of("mail"))).containsExactly("mail");
    }
    assertThat(asked).containsExactly(Set.of("mail"));
  }

  @Test
  void aTypeThatANodeBringsIsKnownAtOnce() {
    assertThat(types.among(List.of("mail", "new"))).containsExactly("mail");
    handled.add("new");

    assertThat(types.among(List.of("mail", "new"))).containsExactlyInAnyOrder("mail", "new");
    assertThat(asked).containsExactly(Set.of("mail", "new"), Set.of("new"));
  }

  @Test
  void aTypeThatNobodyHandlesAnyMoreIsUnknownAfterAMinute() {
    types.among(List.of("mail"));
    handled.clear();

    seconds.set(60);
    assertThat(types.among(List.of("mail"))).containsExactly("mail");
    seconds.set(61);
    assertThat(types.among(List.of("mail"))).isEmpty();
  }
}
