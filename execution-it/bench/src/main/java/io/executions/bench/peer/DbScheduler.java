package io.executions.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * db-scheduler. Its documentation recommends lock-and-fetch from 1.0 to 4.0 of the threads for high
 * throughput, and immediate execution for a quick start of what was just created.
 */
final class DbScheduler implements Subject {
  private static final int THREADS = 16;
  private static final int FILL_BATCH = 1000;

  private final PeerDatabase database;
  private final Map<Work, OneTimeTask<Void>> tasks = new EnumMap<>(Work.class);
  private final AtomicLong instances = new AtomicLong();
  private final Scheduler scheduler;

  /** Creates without a look for what is due, while the scheduler is held. */
  private final SchedulerClient client;

  private volatile boolean going;

  DbScheduler(String url, boolean lockAndFetch) throws Exception {
    database = new PeerDatabase(url, THREADS + 14);
    database.run(DbSchedulerTable.script(database.isPostgreSql()));
    Arrays.stream(Work.values()).forEach(work -> tasks.put(work, task(work)));
    SchedulerBuilder builder =
        Scheduler.create(database.pool(), List.copyOf(tasks.values()))
            .threads(THREADS)
            .alwaysPersistTimestampInUTC()
            .enableImmediateExecution();
    SchedulerClient.Builder clientBuilder =
        SchedulerClient.Builder.create(database.pool(), List.copyOf(tasks.values()));
    if (lockAndFetch) {
      builder.pollUsingLockAndFetch(1.0, 4.0);
    }
    if (!database.isPostgreSql()) {
      // MariaDB has all that the statement for MySQL 8 needs.
      clientBuilder.jdbcCustomization(new MySQL8JdbcCustomization(true));
      if (lockAndFetch) {
        builder.jdbcCustomization(new MySQL8JdbcCustomization(true));
      }
    }
    scheduler = builder.build();
    client = clientBuilder.build();
    scheduler.start();
    scheduler.pause();
  }

  private static OneTimeTask<Void> task(Work work) {
    return Tasks.oneTime(work.label())
        .execute(
            (instance, context) -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private TaskInstance<Void> instance(Work work) {
    return tasks.get(work).instance(Long.toString(instances.incrementAndGet()));
  }

  @Override
  public boolean ready() {
    return scheduler.getSchedulerState().isStarted();
  }

  @Override
  public void create(Work work) {
    (going ? scheduler : client).schedule(instance(work), Instant.now());
  }

  @Override
  public void fill(Work work, int count) {
    for (int i = 0; i < count; i += FILL_BATCH) {
      List<TaskInstance<?>> batch =
          IntStream.range(i, Math.min(i + FILL_BATCH, count))
              .<TaskInstance<?>>mapToObj(each -> instance(work))
              .toList();
      client.scheduleBatch(batch, Instant.now());
    }
  }

  @Override
  public void go() {
    going = true;
    scheduler.resume();
    scheduler.triggerCheckForDueExecutions();
  }

  @Override
  public void hold() {
    going = false;
    scheduler.pause();
  }

  @Override
  public long open() throws Exception {
    return database.number("SELECT COUNT(*) FROM scheduled_tasks");
  }

  @Override
  public void close() {
    scheduler.stop();
    database.close();
  }
}
