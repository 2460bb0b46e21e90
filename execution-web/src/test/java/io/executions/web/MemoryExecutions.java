package io.executions.web;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionType;
import io.executions.api.Fault;
import io.executions.api.IllegalMoveException;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import io.executions.api.ProcessingStatus;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.SettingsChange;
import io.executions.api.TooLargeException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** An execution service without a database, a node or time: tests move its executions. */
class MemoryExecutions implements ExecutionService {
  static final int MAX_INPUT_BYTES = 1 << 20;

  private final Map<Long, Execution> rows = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile ClusterSettings settings =
      new ClusterSettings(1, false, Optional.of(Duration.ofDays(30)));
  private volatile Optional<RuntimeException> outage = Optional.empty();

  void fail(RuntimeException cause) {
    outage = Optional.of(cause);
  }

  void recover() {
    outage = Optional.empty();
  }

  /** Returns how often anybody asked for several executions by their ids. */
  int looks() {
    return looks.get();
  }

  void remove(long id) {
    rows.remove(id);
  }

  void run(long id) {
    put(id, ExecutionStatus.RUNNING, Optional.empty());
  }

  void complete(long id, JsonValue output) {
    put(id, ExecutionStatus.COMPLETED, Optional.of(output));
  }

  private Execution put(long id, ExecutionStatus status, Optional<JsonValue> output) {
    Execution old = existing(id);
    Instant now = Instant.now();
    boolean waits = status == ExecutionStatus.PENDING;
    Execution row =
        new Execution(
            id,
            old.type(),
            status,
            old.priority(),
            old.input(),
            output,
            Optional.empty(),
            waits ? old.attempt() : 1,
            old.maxAttempts(),
            old.timeout(),
            old.runAt(),
            old.createdAt(),
            waits ? Optional.empty() : Optional.of(now),
            status.isFinal() ? Optional.of(now) : Optional.empty(),
            waits ? Optional.empty() : Optional.of("here"),
            false,
            false);
    rows.put(id, row);
    return row;
  }

  private void available() {
    outage.ifPresent(
        cause -> {
          throw cause;
        });
  }

  @Override
  public Execution createExecution(NewExecution creation) {
    available();
    List<Fault> faults = check(creation);
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
    if (creation.input().toString().getBytes(StandardCharsets.UTF_8).length > MAX_INPUT_BYTES) {
      throw new TooLargeException("/input", MAX_INPUT_BYTES);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Execution row =
        new Execution(
            ids.incrementAndGet(),
            creation.type(),
            ExecutionStatus.PENDING,
            creation.priority(),
            creation.input(),
            Optional.empty(),
            Optional.empty(),
            0,
            creation.maxAttempts(),
            Optional.ofNullable(creation.timeoutMs()).map(Duration::ofMillis),
            creation.runAt() == null ? now : creation.runAt(),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    rows.put(row.id(), row);
    return row;
  }

  @Override
  public List<Long> createExecutions(List<NewExecution> creations) {
    available();
    List<Fault> faults = new ArrayList<>();
    IntStream.range(0, creations.size())
        .forEach(
            i -> check(creations.get(i)).forEach(fault -> faults.add(fault.under("/items/" + i))));
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
    return creations.stream().map(this::createExecution).map(Execution::id).toList();
  }

  @Override
  public List<Fault> check(NewExecution creation) {
    List<Fault> faults = new ArrayList<>();
    if (creation.type() == null) {
      faults.add(new Fault("/type", "is required"));
    } else if (!creation.type().equals("http")) {
      faults.add(new Fault("/type", "is not a type that can be created"));
    } else if (!(creation.input() instanceof JsonObject input
        && input.get("url") instanceof JsonString)) {
      faults.add(new Fault("/input/url", "is required"));
    }
    if (Math.abs((long) creation.priority()) > 1000) {
      faults.add(new Fault("/priority", "must be from -1000 to 1000"));
    }
    if (creation.maxAttempts() < 1 || creation.maxAttempts() > 100) {
      faults.add(new Fault("/maxAttempts", "must be from 1 to 100"));
    }
    if (creation.timeoutMs() != null && creation.timeoutMs() < 1) {
      faults.add(new Fault("/timeoutMs", "must be at least 1"));
    }
    return faults;
  }

  @Override
  public long getMaxInputBytes() {
    return MAX_INPUT_BYTES;
  }

  private Execution existing(long id) {
    available();
    return getExecution(id).orElseThrow(() -> new ExecutionNotFoundException(id));
  }

  @Override
  public Optional<Execution> getExecution(long id) {
    available();
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public List<Execution> getExecutions(List<Long> wanted) {
    looks.incrementAndGet();
    available();
    return rows.values().stream().filter(row -> wanted.contains(row.id())).toList();
  }

  @Override
  public ExecutionPage getExecutions(ExecutionFilter filter) {
    available();
    long below = filter.cursor().map(MemoryExecutions::cursor).orElse(Long.MAX_VALUE);
    List<Execution> found =
        rows.values().stream()
            .filter(row -> row.id() < below)
            .filter(row -> filter.statuses().isEmpty() || filter.statuses().contains(row.status()))
            .filter(row -> filter.type().isEmpty() || filter.type().get().equals(row.type()))
            .sorted(Comparator.comparing(Execution::id).reversed())
            .limit(filter.limit())
            .toList();
    Optional<String> next =
        found.size() < filter.limit()
            ? Optional.empty()
            : Optional.of("c" + found.get(found.size() - 1).id());
    return new ExecutionPage(found, next);
  }

  private static long cursor(String text) {
    if (!text.matches("c[0-9]{1,18}")) {
      throw new InvalidRequestException(List.of(new Fault("/cursor", "is none")));
    }
    return Long.parseLong(text.substring(1));
  }

  @Override
  public List<Attempt> getAttempts(long id) {
    Execution row = existing(id);
    if (row.startedAt().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Attempt(
            1,
            "here",
            row.startedAt().get(),
            row.finishedAt(),
            row.finishedAt().map(end -> AttemptOutcome.COMPLETED),
            Optional.of("a message"),
            Optional.of("a detail")));
  }

  @Override
  public ExecutionStats getExecutionStats() {
    available();
    return new ExecutionStats(rows.size(), 0, 0, 0, 0, false);
  }

  @Override
  public Execution cancelExecution(long id) {
    Execution row = existing(id);
    return switch (row.status()) {
      case PENDING -> put(id, ExecutionStatus.CANCELLED, Optional.empty());
      case RUNNING -> row;
      default -> throw new IllegalMoveException(id, row.status(), "cancelled");
    };
  }

  @Override
  public Execution retryExecution(long id) {
    ExecutionStatus status = existing(id).status();
    if (!status.canBecome(ExecutionStatus.PENDING) || !status.isFinal()) {
      throw new IllegalMoveException(id, status, "retried");
    }
    return put(id, ExecutionStatus.PENDING, Optional.empty());
  }

  @Override
  public void setMaxConcurrentExecutions(int limit) {
    settings = settings.withMaxConcurrentExecutions(limit);
  }

  @Override
  public int getMaxConcurrentExecutions() {
    return settings.maxConcurrentExecutions();
  }

  @Override
  public ClusterSettings getSettings() {
    available();
    return settings;
  }

  @Override
  public ClusterSettings changeSettings(SettingsChange change) {
    settings = change.applyTo(settings);
    return settings;
  }

  @Override
  public ProcessingStatus getProcessingStatus() {
    available();
    Instant now = Instant.now();
    PollTimer timer =
        new PollTimer(
            Duration.ofMillis(200),
            Optional.of(now),
            Optional.of(Duration.ofMillis(3)),
            Optional.of(now),
            Optional.empty());
    Node node = new Node(1, "here", NodeState.POLLING, now, now, List.of("http"), 64, 0, timer);
    return new ProcessingStatus(
        0, rows.size(), false, settings, timer.interval(), true, "test", "here", List.of(node));
  }

  @Override
  public List<ExecutionType> getTypes() {
    return List.of(new ExecutionType("http", List.of("here"), JsonValue.EMPTY_JSON_OBJECT));
  }

  @Override
  public void initialize() {
    throw new ServiceUnavailableException("nothing to initialize", null);
  }

  @Override
  public void shutdown() {
    throw new ServiceUnavailableException("nothing to shut down", null);
  }
}
