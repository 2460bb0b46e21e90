package io.executions.bench;

import io.executions.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say who is measured. */
final class ContenderOptions {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Who is measured, by default all: ours and the peers; see docs/performance.md")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "COMMIT",
      description = "Measures ours as it was at that commit, too; may be repeated")
  private List<String> baselines = new ArrayList<>();

  @Option(
      names = "--jar",
      paramLabel = "NAME=FILE",
      description = "Measures ours as that runnable JAR has it, too; may be repeated")
  private Map<String, Path> jars = new LinkedHashMap<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME=SETTINGS",
      description =
          "Measures ours with further settings, too, such as 'few-workers=EXECUTION_WORKERS=16';"
              + " blanks are between settings, and {node} is the number of a node from 1; may be"
              + " repeated")
  private Map<String, String> variants = new LinkedHashMap<>();

  @Option(
      names = "--heap",
      defaultValue = "512m",
      description = "The most memory for objects in each process (default: ${DEFAULT-VALUE})")
  private String heap;

  /** Returns who is asked for and unknown. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>(only);
    unknown.remove(ServiceContender.OURS);
    Stream.of(Peer.values()).map(Peer::label).forEach(unknown::remove);
    return unknown;
  }

  /**
   * Makes all of them.
   *
   * @param workers handler threads of each node of ours
   * @param home where what they need is put
   */
  List<Contender> contenders(int workers, Path home, Path repository, Path target)
      throws IOException, InterruptedException {
    Jvm jvm = new Jvm(heap);
    List<Contender> all = new ArrayList<>();
    Path product = repository.resolve("execution-web/target/execution-service.jar");
    ServiceContender ours = service(ServiceContender.OURS, product, home, workers, jvm);
    if (isChosen(ServiceContender.OURS)) {
      all.add(ours);
    }
    variants.forEach((label, settings) -> all.add(ours.with(label, settings(settings))));
    Baseline baseline = new Baseline(repository, target.resolve("baselines"));
    for (String revision : baselines) {
      String commit = baseline.commit(revision);
      all.add(service("ours-at-" + commit, baseline.archive(commit), home, workers, jvm));
    }
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      all.add(service(jar.getKey(), jar.getValue(), home, workers, jvm));
    }
    Stream.of(Peer.values())
        .filter(peer -> isChosen(peer.label()))
        .forEach(peer -> all.add(new PeerContender(peer, jvm)));
    return all;
  }

  private boolean isChosen(String label) {
    return only.isEmpty() || only.contains(label);
  }

  private static Map<String, String> settings(String words) {
    Map<String, String> settings = new LinkedHashMap<>();
    Arrays.stream(words.split(" "))
        .map(word -> word.split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }

  private static ServiceContender service(
      String label, Path product, Path home, int workers, Jvm jvm) throws IOException {
    Path archive = home.resolve(label + ".jar");
    ServiceArchive.write(product, archive);
    return new ServiceContender(label, archive, workers, Map.of(), jvm);
  }
}
