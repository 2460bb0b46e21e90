package io.executions.it.faults;

import io.executions.it.history.Absence;
import io.executions.it.history.Absence.Kind;
import io.executions.it.history.HistoryEntry;
import io.executions.it.history.NodeHistory;
import io.executions.it.process.Installation;
import io.executions.it.process.ServiceProcess;
import io.executions.it.proxy.DatabaseProxy;
import io.executions.it.service.ServiceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** One node of the service behind its own proxy, and what was done to it. */
final class ServiceNode implements AutoCloseable {
  private static final Duration MOST_ANSWER = Duration.ofSeconds(5);

  private final String name;
  private final Installation installation;
  private final DatabaseProxy proxy;
  private final ServiceClient client;
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final ConcurrentLinkedQueue<Absence> absences = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Absence> stalls = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Absence> losses = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean disturbed = new AtomicBoolean();

  /** Makes one in that directory. */
  ServiceNode(Path home, int number, Path archive, ServiceDatabase database, Duration lease) {
    name = "node-" + number;
    proxy = new DatabaseProxy(database.serverOf(number).port(), database.url(0));
    installation =
        new Installation(home.resolve(name))
            .archive(archive)
            .heap("256m")
            .with("EXECUTION_NODE_NAME", name)
            .with("EXECUTION_LEASE_MS", Long.toString(lease.toMillis()))
            .with("EXECUTION_SHUTDOWN_GRACE_MS", "1500")
            .with("EXECUTION_DB_URL", database.url(proxy.port()))
            .with("EXECUTION_DB_USER", "root");
    installation.with("HISTORY_FILE", installation.history().toString());
    client = installation.client().within(MOST_ANSWER);
  }

  String name() {
    return name;
  }

  Installation installation() {
    return installation;
  }

  DatabaseProxy proxy() {
    return proxy;
  }

  ServiceClient client() {
    return client;
  }

  synchronized ServiceProcess process() {
    return processes.get(processes.size() - 1);
  }

  /** Returns all processes that it has had. */
  synchronized List<ServiceProcess> processes() {
    return List.copyOf(processes);
  }

  synchronized void start() {
    processes.add(installation.start());
  }

  /** Takes the right to break it, which one has at a time. */
  boolean disturb() {
    return disturbed.compareAndSet(false, true);
  }

  void leaveInPeace() {
    disturbed.set(false);
  }

  boolean disturbed() {
    return disturbed.get();
  }

  void wasAway(Absence absence) {
    absences.add(absence);
  }

  void wasStalled(Absence stall) {
    stalls.add(stall);
  }

  /** It went on, but did not learn what became of its commits: it may have claimed unawares. */
  void lostCommits(long from, long to) {
    losses.add(new Absence(Kind.CUT, from, to));
  }

  /** Returns whether it was away or stalled at some time between these. */
  boolean wasTroubled(long from, long to) {
    return anyBetween(absences, from, to) || anyBetween(stalls, from, to);
  }

  /** Returns whether commits of it were cut at some time between these. */
  boolean hadLostCommits(long from, long to) {
    return anyBetween(losses, from, to);
  }

  private static boolean anyBetween(Collection<Absence> of, long from, long to) {
    return of.stream().anyMatch(each -> each.from() < to && each.to() > from);
  }

  /** Returns what its handlers wrote down. */
  NodeHistory history() throws IOException {
    List<HistoryEntry> entries =
        Files.exists(installation.history())
            ? Files.readAllLines(installation.history()).stream().map(HistoryEntry::parse).toList()
            : List.of();
    return new NodeHistory(name, entries, history(absences), history(stalls));
  }

  private static List<Absence> history(ConcurrentLinkedQueue<Absence> of) {
    return of.stream().sorted(Comparator.comparingLong(Absence::from)).toList();
  }

  @Override
  public void close() throws IOException {
    processes().forEach(ServiceProcess::close);
    proxy.close();
  }
}
