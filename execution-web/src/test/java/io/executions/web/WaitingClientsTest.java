package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStatus;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingClientsTest {
  private static final JsonValue LARGE = Json.createValue("large");

  private final Map<Long, ExecutionStatus> statuses = new ConcurrentHashMap<>();
  private final Map<Long, Execution> answers = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger outputsRead = new AtomicInteger();
  private final CountDownLatch databaseIsBack = new CountDownLatch(1);
  private final Set<Long> starving = ConcurrentHashMap.newKeySet();
  private volatile boolean hanging;
  private volatile Duration pollInterval = Duration.ofMillis(50);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ContextThreads application = new ContextThreads();
  private final WaitingThreads threads = new WaitingThreads(() -> application::newThread);
  private final WaitingClients clients = new WaitingClients(service());

  @BeforeEach
  void open() {
    clients.open(timer, application::run, threads);
  }

  @AfterEach
  void stop() {
    databaseIsBack.countDown();
    application.run(clients::close);
    timer.shutdownNow();
  }

  @Test
  void answersWhenAnExecutionHasEndedOnAnotherNodeWithItsOutput() {
    waitFor(1, 30);
    statuses.put(1L, ExecutionStatus.COMPLETED);
    await().until(() -> answers.containsKey(1L));
    assertThat(answers.get(1L).output()).contains(LARGE);
  }

  @Test
  void answersAtOnceWhenAnExecutionHasEndedHere() {
    pollInterval = Duration.ofHours(1);
    waitFor(1, 30);
    statuses.put(1L, ExecutionStatus.COMPLETED);
    clients.ended(List.of(1L));
    await().until(() -> answers.containsKey(1L));
    assertThat(looks.get()).isEqualTo(1);
  }

  /** On WildFly the thread that hears of an end is no application's, nor was what it set off. */
  @Test
  void looksAsTheApplicationWhoeverHearsOfAnEnd() {
    for (long id = 1; id <= 5; id++) {
      long ending = id;
      application.run(() -> waitFor(ending, 30));
      statuses.put(ending, ExecutionStatus.COMPLETED);
      clients.ended(List.of(ending));
      await().until(() -> answers.containsKey(ending));
      assertThat(answers.get(ending).output()).contains(LARGE);
    }
  }

  @Test
  void answersWithTheOutputThoughThereWasNoThreadForIt() {
    application.refuse(0, 2, 4);
    statuses.put(1L, ExecutionStatus.COMPLETED);
    statuses.put(2L, ExecutionStatus.COMPLETED);
    waitFor(1, 30);
    waitFor(2, 30);
    await().until(() -> answers.size() == 2);
    assertThat(answers.values()).allMatch(answer -> answer.output().equals(Optional.of(LARGE)));
    assertThat(application.haveRefused()).isTrue();
  }

  @Test
  void looksOnceMoreBeforeAWaitIsOver() {
    pollInterval = Duration.ofHours(1);
    Instant start = Instant.now();
    waitFor(1, 1);
    statuses.put(1L, ExecutionStatus.RUNNING);
    await().until(() -> answers.containsKey(1L));
    assertThat(Instant.now()).isAfterOrEqualTo(start.plusSeconds(1));
    assertThat(answers.get(1L).status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(looks.get()).isEqualTo(1);
  }

  /** It was answered when the database's time-out had passed. */
  @Test
  void endsAWaitWhenItSaidWithWhatIsKnownThoughTheDatabaseHangs() {
    statuses.put(1L, ExecutionStatus.RUNNING);
    Instant start = Instant.now();
    waitFor(1, 2);
    await().until(() -> looks.get() > 1);
    hanging = true;
    statuses.put(1L, ExecutionStatus.COMPLETED);
    waitFor(2, 1);
    await().until(() -> answers.containsKey(2L));
    await().until(() -> answers.containsKey(1L));
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(3500));
    assertThat(answers.get(1L).status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(answers.get(2L).status()).isEqualTo(ExecutionStatus.PENDING);
  }

  @Test
  void goesOnWhenTheDatabaseIsBack() {
    hanging = true;
    waitFor(1, 30);
    await().until(() -> looks.get() > 0);
    statuses.put(1L, ExecutionStatus.COMPLETED);
    hanging = false;
    databaseIsBack.countDown();
    await().until(() -> answers.containsKey(1L));
  }

  /** All of them at once, each with its output, would take more memory than there is. */
  @Test
  void readsNoMoreOutputsThanAreOnTheirWayToClients() {
    CountDownLatch clientsRead = new CountDownLatch(1);
    int most = WaitingOutputs.most(Runtime.getRuntime().maxMemory());
    for (long id = 1; id <= 1000; id++) {
      statuses.put(id, ExecutionStatus.COMPLETED);
      boolean waits =
          clients.await(pending(id), 10, 30, execution -> () -> take(execution, clientsRead));
      assertThat(waits).isTrue();
    }
    await().until(() -> outputsRead.get() == most);
    await().during(Duration.ofMillis(300)).until(() -> outputsRead.get() == most);
    clientsRead.countDown();
    await().until(() -> answers.size() == 1000);
    assertThat(outputsRead.get()).isEqualTo(1000);
  }

  @Test
  void answersThoughThereIsNoMemoryForManyOutputs() {
    for (long id = 1; id <= 100; id++) {
      statuses.put(id, ExecutionStatus.COMPLETED);
      starving.add(id);
      waitFor(id, 30);
    }
    await().until(() -> outputsRead.get() > 100);
    waitFor(101, 30);
    statuses.put(101L, ExecutionStatus.COMPLETED);
    await().until(() -> answers.containsKey(101L));
    starving.clear();
    await().until(() -> answers.size() == 101);
  }

  @Test
  void answersAtOnceWhoComesWhenAllHaveBeenAnswered() {
    clients.close();
    waitFor(1, 30);
    assertThat(answers).containsKey(1L);
  }

  @Test
  void letsNobodyWaitForAClientThatDoesNotRead() {
    CountDownLatch reads = new CountDownLatch(1);
    clients.await(pending(1), 10, 1, execution -> () -> take(execution, reads));
    clients.await(pending(2), 10, 30, execution -> () -> take(execution, reads));
    statuses.put(2L, ExecutionStatus.COMPLETED);
    await().until(() -> outputsRead.get() == 1);
    waitFor(3, 2);
    waitFor(4, 30);
    statuses.put(4L, ExecutionStatus.COMPLETED);
    await().until(() -> answers.keySet().equals(Set.of(3L, 4L)));
    reads.countDown();
  }

  @Test
  void takesOnlySoManyAtOnce() {
    for (long id = 1; id <= 1000; id++) {
      waitFor(id, 30);
    }
    Function<Execution, Runnable> never = execution -> () -> answers.put(9999L, execution);
    assertThat(clients.await(pending(9999), 10, 30, never)).isFalse();
    application.run(clients::close);
    assertThat(answers).hasSize(1000).doesNotContainKey(9999L);
  }

  private void waitFor(long id, int seconds) {
    clients.await(
        pending(id), 10, seconds, execution -> () -> answers.put(execution.id(), execution));
  }

  private void take(Execution execution, CountDownLatch reads) {
    try {
      reads.await();
      answers.put(execution.id(), execution);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Execution pending(long id) {
    return execution(id, ExecutionStatus.PENDING, Optional.empty());
  }

  private static Execution execution(long id, ExecutionStatus status, Optional<JsonValue> output) {
    return SampleExecutions.of(id, status, JsonValue.EMPTY_JSON_OBJECT, output);
  }

  private Execution now(Execution known) {
    ExecutionStatus status = statuses.getOrDefault(known.id(), ExecutionStatus.PENDING);
    return execution(known.id(), status, Optional.empty());
  }

  @SuppressWarnings("unchecked")
  private ExecutionService service() {
    return (ExecutionService)
        Proxy.newProxyInstance(
            ExecutionService.class.getClassLoader(),
            new Class<?>[] {ExecutionService.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getPollInterval" -> pollInterval;
                  case "refresh" -> refresh((List<Execution>) arguments[0]);
                  case "getExecution" -> read((long) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<Execution> refresh(List<Execution> known) throws InterruptedException {
    looks.incrementAndGet();
    hangIfSo();
    return known.stream().map(this::now).toList();
  }

  private Optional<Execution> read(long id) throws InterruptedException {
    outputsRead.incrementAndGet();
    hangIfSo();
    if (starving.contains(id)) {
      throw new OutOfMemoryError("no memory for an output");
    }
    return Optional.of(execution(id, statuses.get(id), Optional.of(LARGE)));
  }

  private void hangIfSo() throws InterruptedException {
    if (hanging) {
      databaseIsBack.await();
    }
  }
}
