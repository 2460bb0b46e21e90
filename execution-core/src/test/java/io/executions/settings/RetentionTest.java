package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void theSettingTakesWhatMayBeSetLater() {
    assertThat(Retention.MAX).isEqualTo(ClusterSettings.MAX_RETENTION);
    assertThat(Retention.RULE).isEqualTo(ClusterSettings.RETENTION_RULE);
  }
}
