package io.executions.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * This service as it ships, or as it was at an earlier commit: the runnable JAR with default
 * settings, but for as many workers as the highest limit needs.
 *
 * @param label what it is called
 * @param archive the runnable JAR with the benchmark's handlers in it
 * @param workers handler threads of each node
 * @param settings further settings by name; {@code {node}} in them is the number of the node
 */
record ServiceContender(
    String label, Path archive, int workers, Map<String, String> settings, Jvm jvm)
    implements Contender {
  static final String OURS = "ours";
  static final String TOKEN = "admin-token-of-the-benchmark";

  /** Returns the same with further settings. */
  ServiceContender with(String otherLabel, Map<String, String> further) {
    return new ServiceContender(otherLabel, archive, workers, further, jvm);
  }

  @Override
  public String bound() {
    return "exactly the limit in the whole cluster";
  }

  @Override
  public boolean limited() {
    return true;
  }

  @Override
  public boolean creates() {
    return true;
  }

  @Override
  public boolean picksUp() {
    return true;
  }

  @Override
  public ProcessBuilder command(String url, Place place) {
    ProcessBuilder builder =
        jvm.command("-jar", archive.toString(), "--port", Integer.toString(place.http()));
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("EXECUTION_") || name.startsWith("POLL_"));
    environment.put("BENCH_PORT", Integer.toString(place.conversation()));
    environment.put("EXECUTION_DB_URL", url);
    environment.put("EXECUTION_DB_USER", Database.USER);
    environment.put("EXECUTION_DATA_DIR", place.home().resolve("data").toString());
    environment.put("EXECUTION_ADMIN_TOKEN", TOKEN);
    environment.put("EXECUTION_NODE_NAME", place.home().getFileName().toString());
    environment.put("EXECUTION_WORKERS", Integer.toString(workers));
    String number = Integer.toString(place.number());
    settings.forEach((name, value) -> environment.put(name, value.replace("{node}", number)));
    return builder;
  }
}
