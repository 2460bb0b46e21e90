package io.executions.it.process;

import io.executions.it.service.ServiceClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What is left when nothing is pending and nothing runs. */
public final class Settled {
  private static final Duration MOST = Duration.ofMinutes(3);

  private Settled() {}

  /** Returns when nothing is pending and nothing runs. */
  public static void await(ServiceClient client) {
    Awaitility.await()
        .atMost(MOST)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonObject stats = client.get("api/stats").json();
              return stats.getInt("pending") + stats.getInt("running") == 0;
            });
  }

  /** Returns the ids of all executions that match the query of a list. */
  static List<Long> ids(ServiceClient client, String query) throws IOException {
    return client.executions(query).stream()
        .map(each -> each.getJsonNumber("id").longValue())
        .toList();
  }
}
