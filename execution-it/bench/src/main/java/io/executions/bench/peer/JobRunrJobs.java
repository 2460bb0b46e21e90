package io.executions.bench.peer;

import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import java.time.Duration;
import java.util.stream.Stream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.mariadb.MariaDbStorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * JobRunr with job requests, which need no analysis of code, with its default number of workers,
 * and with five seconds between polls, the shortest that its documentation allows for SQL.
 */
final class JobRunrJobs implements Subject {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

  private final PeerDatabase database;
  private final JobRequestScheduler scheduler;
  private final BackgroundJobServer server;

  JobRunrJobs(String url) {
    database = new PeerDatabase(url, 30);
    scheduler =
        JobRunr.configure()
            .useStorageProvider(store())
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(POLL_INTERVAL),
                false)
            .initialize()
            .getJobRequestScheduler();
    server = JobRunr.getBackgroundJobServer();
    server.start();
    server.pauseProcessing();
  }

  private StorageProvider store() {
    return database.isPostgreSql()
        ? new PostgresStorageProvider(database.pool())
        : new MariaDbStorageProvider(database.pool());
  }

  /** What is stored of a job. */
  public record Request(Work work) implements JobRequest {
    @Override
    public Class<Handler> getJobRequestHandler() {
      return Handler.class;
    }
  }

  /** Made for each run. */
  public static final class Handler implements JobRequestHandler<Request> {
    @Override
    public void run(Request request) throws InterruptedException {
      request.work().run();
    }
  }

  @Override
  public boolean ready() {
    return server.isAnnounced();
  }

  @Override
  public void create(Work work) {
    scheduler.enqueue(new Request(work));
  }

  @Override
  public void fill(Work work, int count) {
    scheduler.enqueue(Stream.generate(() -> new Request(work)).limit(count));
  }

  @Override
  public void go() {
    server.resumeProcessing();
  }

  @Override
  public void hold() {
    server.pauseProcessing();
  }

  @Override
  public long open() throws Exception {
    return database.number(
        "SELECT COUNT(*) FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING')");
  }

  @Override
  public void close() {
    JobRunr.destroy();
    database.close();
  }
}
