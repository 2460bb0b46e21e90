package io.executions.bench;

import java.nio.file.Path;

/**
 * This service as it ships, or as it was at an earlier commit: the runnable JAR with default
 * settings, but for as many workers as the highest limit needs.
 *
 * @param label what it is called
 * @param archive the runnable JAR with the benchmark's handlers in it
 * @param workers handler threads of each node
 */
record ServiceContender(String label, Path archive, int workers, Jvm jvm) implements Contender {
  static final String OURS = "ours";
  static final String TOKEN = "admin-token-of-the-benchmark";

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
  public ProcessBuilder command(String url, Path home, Ports ports) {
    ProcessBuilder builder =
        jvm.command("-jar", archive.toString(), "--port", Integer.toString(ports.http()));
    var settings = builder.environment();
    settings.keySet().removeIf(name -> name.startsWith("EXECUTION_") || name.startsWith("POLL_"));
    settings.put("BENCH_PORT", Integer.toString(ports.conversation()));
    settings.put("EXECUTION_DB_URL", url);
    settings.put("EXECUTION_DB_USER", "root");
    settings.put("EXECUTION_DATA_DIR", home.resolve("data").toString());
    settings.put("EXECUTION_ADMIN_TOKEN", TOKEN);
    settings.put("EXECUTION_NODE_NAME", home.getFileName().toString());
    settings.put("EXECUTION_WORKERS", Integer.toString(workers));
    return builder;
  }
}
