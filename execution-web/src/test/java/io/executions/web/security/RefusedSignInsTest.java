package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedSignInsTest {
  private final SettableTime time = new SettableTime();
  private final MemoryAudit audit = new MemoryAudit();
  private final RefusedSignIns refused = new RefusedSignIns(audit, time);

  @Test
  void tellsAHundredAddressesApartWithinAMinute() {
    for (int i = 0; i <= RefusedSignIns.MOST; i++) {
      refused.add("192.0.2." + i);
    }
    refused.add("192.0.2.0");
    assertThat(audit.refused()).hasSize(RefusedSignIns.MOST + 2);
    assertThat(audit.refused().subList(RefusedSignIns.MOST, RefusedSignIns.MOST + 2))
        .containsExactly(RefusedSignIns.OTHERS, "192.0.2.0");

    time.advance(Duration.ofMinutes(1));
    refused.add("192.0.2.100");
    assertThat(audit.refused()).endsWith("192.0.2.100");
  }

  @Test
  void leavesOutWhatCannotBeWritten() {
    audit.setAway(true);
    refused.add("192.0.2.1");
    audit.setAway(false);
    refused.add("192.0.2.1");
    assertThat(audit.refused()).containsExactly("192.0.2.1");
  }
}
