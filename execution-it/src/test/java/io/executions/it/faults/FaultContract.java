package io.executions.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.faults.Cancellations.Delays;
import io.executions.it.faults.application.BookHandler;
import io.executions.it.faults.application.HandlerHistory;
import io.executions.it.faults.application.WorkHandler;
import io.executions.it.history.HistoryJudge;
import io.executions.it.history.HostClock;
import io.executions.it.history.Judgement;
import io.executions.it.history.Limits;
import io.executions.it.history.NodeHistory;
import io.executions.it.process.Command;
import io.executions.it.process.CreationLoad;
import io.executions.it.process.CreationLoad.Unexpected;
import io.executions.it.process.HandlerArchive;
import io.executions.it.process.Settled;
import io.executions.testing.MoveTrace;
import io.executions.testing.TestLength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything breaks, in an order that the seed decides, and every rule holds. {@code -Dit.seed}
 * repeats a plan, {@code FAULT_SECONDS} or {@code -Dfault.seconds} says how long to go on. Each
 * database has a class of its own; {@code -Dfault.database} says whose turn it is, or {@code all}.
 */
abstract class FaultContract {
  private static final int NODES = 3;
  private static final int FIRST_LIMIT = 5;
  private static final int CLIENTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration LEASE = Duration.ofSeconds(4);

  /** Empty answers with 500, which a node gives while it stops, though another could take over. */
  private static final int MOST_HOLLOW_ANSWERS = 0;

  /** Kept when a test fails: histories and logs are the evidence. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  private final List<ServiceNode> nodes = new ArrayList<>();
  private ServiceDatabase database;

  /** Starts the database that the nodes are to share; it may leave its logs in that directory. */
  abstract ServiceDatabase startDatabase(Path home) throws Exception;

  @AfterEach
  void stop() throws Exception {
    for (ServiceNode node : nodes) {
      node.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @Test
  void keepsEveryRuleWhateverBreaks() throws Exception {
    long began = System.nanoTime();
    long seed = Long.getLong("it.seed", System.nanoTime());
    System.out.printf("%s: seed %d (-Dit.seed=%2$d repeats the plan)%n", name(), seed);
    Random random = new Random(seed);
    database = startDatabase(Files.createDirectories(home.resolve("database")));
    DatabaseRows rows = new DatabaseRows(database);
    rows.createTables(BookHandler.COUNTERS);
    Command command = startNodes();
    MoveTrace moves = rows.traceMoves();

    Saboteur saboteur = new Saboteur(database, nodes, LEASE, rows);
    LimitChanges limitChanges = new LimitChanges(nodes, new Random(random.nextLong()), FIRST_LIMIT);
    QueueChanges queueChanges = new QueueChanges(nodes, new Random(random.nextLong()));
    Cancellations cancellations = new Cancellations(nodes, new Random(random.nextLong()));
    Workload workload = new Workload(random.nextLong(), command, nodes);
    CreationLoad load =
        CreationLoad.start(
            nodes.stream().map(ServiceNode::client).toList(), CLIENTS, PAUSE, workload::request);
    ScheduleLoad schedules = new ScheduleLoad(nodes, rows, new Random(random.nextLong()));
    limitChanges.start();
    queueChanges.begin();
    cancellations.start();
    schedules.start();
    saboteur.carryOut(new FaultPlan(random), time());
    assertThat(saboteur.problems()).as("breaking and mending, see %s", home).isEmpty();
    cancellations.close();
    Limits limits = limitChanges.close();
    queueChanges.close();
    workload.end();
    load.stop();
    schedules.close();
    Settled.await(nodes.get(0).client());

    List<NodeHistory> histories = new ArrayList<>();
    for (ServiceNode node : nodes) {
      histories.add(node.history());
    }
    FinalState end = new FinalState(nodes.get(0).client());
    Judgement judgement =
        HistoryJudge.judge(
            histories,
            limits,
            end.bounds(queueChanges.ofQueue(), queueChanges.ofKey()),
            LEASE,
            end.completed());
    Delays delays = cancellations.delays(histories);
    List<Unexpected> hollow = load.unexpected().stream().filter(FaultContract::hollow).toList();
    List<Unexpected> unexpected = load.unexpected().stream().filter(each -> !hollow(each)).toList();
    List<Long> recovery = RecoveryTimes.of(histories);
    List<Long> scheduled = schedules.ids();
    List<Long> created = new ArrayList<>(load.ids());
    created.addAll(scheduled);
    int faults = saboteur.injected().values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        """
        %s: seed %d, %d s
          faults %d: %s; %d changes of the limit, %d of those of a queue
          executions %d: %s
          attempts %d, of which %d started and %d were interrupted
          most running, by limit: %s
          creations: %d refused, %d unanswered, %d done when repeated, %d answered 500 without a word
          by schedules %d, beside %d backfills
          from the loss of a node until its executions ran again elsewhere: %s
          from a cancellation until its handler was told: %s
        """,
        name(),
        seed,
        (System.nanoTime() - began) / 1_000_000_000,
        faults,
        saboteur.injected(),
        limitChanges.changes(),
        queueChanges.changes(),
        end.size(),
        end.figures(),
        end.attempts(),
        judgement.runs(),
        judgement.interrupted(),
        judgement.mostByLimit(),
        load.refusals().size(),
        load.unanswered(),
        load.replayed(),
        hollow.size(),
        scheduled.size(),
        schedules.backfills(),
        spread(recovery),
        spread(delays.millis()));

    assertThat(rows.differences()).as("what the database's servers hold, see %s", home).isEmpty();
    assertThat(judgement.breaches()).as("the histories, see %s", home).isEmpty();
    assertThat(end.breaches(created, cancellations.ids(), histories)).as("the end").isEmpty();
    assertThat(schedules.breaches()).as("what schedules created, see %s", home).isEmpty();
    assertThat(schedules.unexpected()).as("answers to backfills").isEmpty();
    assertThat(moves.breaches()).as("changes of a status, see %s", home).isEmpty();
    assertThat(rows.endsOfSeries()).as("figures over time").isEqualTo(moves.ends());
    assertThat(end.transactionalBreaches(rows)).as("transactional work").isEmpty();
    assertThat(new ClusterState(nodes).breaches(rows, faults))
        .as("the nodes, see %s", home)
        .isEmpty();
    assertThat(unexpected).as("answers to creations").isEmpty();
    assertThat(hollow).hasSizeLessThanOrEqualTo(MOST_HOLLOW_ANSWERS);
    assertThat(rows.startsAboveTheRate()).as("starts of a queue with a rate").isEmpty();
    assertThat(queueChanges.unexpected()).as("answers to changes of a queue").isEmpty();
    assertThat(limitChanges.unexpected()).as("answers to changes of the limit").isEmpty();
    assertThat(cancellations.unexpected()).as("answers to cancellations").isEmpty();
    assertThat(delays.late()).as("cancellations").isEmpty();
    assertThat(saboteur.injected()).as("kinds of faults").containsOnlyKeys(FaultPlan.kinds());
  }

  /** Starts the nodes, of which only the first has commands. */
  private Command startNodes() throws Exception {
    Path archive =
        HandlerArchive.in(
            home,
            WorkHandler.class,
            BookHandler.class,
            HandlerHistory.class,
            HandlerHistory.Work.class,
            HostClock.class);
    for (int number = 1; number <= NODES; number++) {
      ServiceNode node = new ServiceNode(home, number, archive, database, LEASE);
      node.installation().with("EXECUTION_MAX_CONCURRENT", Integer.toString(FIRST_LIMIT));
      nodes.add(node);
    }
    Command command = Command.in(nodes.get(0).installation());
    nodes.forEach(ServiceNode::start);
    nodes.forEach(node -> node.process().awaitReady());
    return command;
  }

  private String name() {
    return "Faults on " + getClass().getSimpleName();
  }

  private static Duration time() {
    String seconds = System.getProperty("fault.seconds", System.getenv("FAULT_SECONDS"));
    return Duration.ofSeconds(seconds == null ? TestLength.of(45, 100) : Long.parseLong(seconds));
  }

  private static boolean hollow(Unexpected each) {
    return each.answer() != null && each.answer().status() == 500 && each.answer().json().isEmpty();
  }

  private static String spread(List<Long> ascending) {
    return ascending.isEmpty()
        ? "none"
        : "median %d ms, worst %d ms, of %d"
            .formatted(
                ascending.get(ascending.size() / 2),
                ascending.get(ascending.size() - 1),
                ascending.size());
  }
}
