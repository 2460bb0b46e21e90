package io.executions.bench.peer;

import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz with its JDBC store, clustered. As its documentation recommends for speed, it acquires as
 * many triggers at once as it has threads, within the lock that this needs.
 */
final class QuartzJobs implements Subject {
  private static final String THREADS = "16";
  private static final String CONNECTIONS = "24";
  private static final int FILL_BATCH = 500;
  private static final String WORK = "work";

  private final PeerDatabase database;
  private final Scheduler scheduler;

  QuartzJobs(String url) throws Exception {
    database = new PeerDatabase(url, 2);
    database.run(tables(database.isPostgreSql()));
    scheduler = new StdSchedulerFactory(properties(url, database.isPostgreSql())).getScheduler();
  }

  private static String tables(boolean postgreSql) throws IOException {
    String file = postgreSql ? "tables_postgres.sql" : "tables_mysql_innodb.sql";
    try (InputStream script =
        Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/" + file)) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?i)commit;", "");
    }
  }

  private static Properties properties(String url, boolean postgreSql) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "org.quartz.scheduler.instanceName", "bench",
            "org.quartz.scheduler.instanceId", "AUTO",
            "org.quartz.scheduler.skipUpdateCheck", "true",
            "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", THREADS,
            "org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool",
            "org.quartz.threadPool.threadCount", THREADS));
    properties.putAll(
        Map.of(
            "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
            "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore."
                    + (postgreSql ? "PostgreSQLDelegate" : "StdJDBCDelegate"),
            "org.quartz.jobStore.dataSource", "bench",
            "org.quartz.jobStore.isClustered", "true",
            "org.quartz.jobStore.acquireTriggersWithinLock", "true"));
    properties.putAll(
        Map.of(
            "org.quartz.dataSource.bench.provider",
            "hikaricp",
            "org.quartz.dataSource.bench.driver",
            postgreSql ? "org.postgresql.Driver" : "org.mariadb.jdbc.Driver",
            "org.quartz.dataSource.bench.URL",
            url,
            "org.quartz.dataSource.bench.user",
            PeerDatabase.USER,
            "org.quartz.dataSource.bench.password",
            "",
            "org.quartz.dataSource.bench.maxConnections",
            CONNECTIONS));
    return properties;
  }

  /** Made for each run. */
  public static final class WorkJob implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        Work.of(context.getMergedJobDataMap().getString(WORK)).run();
      } catch (InterruptedException e) {
        throw new JobExecutionException(e);
      }
    }
  }

  private static JobDetail job(Work work) {
    return JobBuilder.newJob(WorkJob.class).usingJobData(WORK, work.label()).build();
  }

  private static Trigger now() {
    return TriggerBuilder.newTrigger().startNow().build();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void create(Work work) throws SchedulerException {
    scheduler.scheduleJob(job(work), now());
  }

  @Override
  public void fill(Work work, int count) throws SchedulerException {
    for (int filled = 0; filled < count; filled += FILL_BATCH) {
      Map<JobDetail, Set<? extends Trigger>> batch = new HashMap<>();
      for (int i = filled; i < Math.min(filled + FILL_BATCH, count); i++) {
        batch.put(job(work), Set.of(now()));
      }
      scheduler.scheduleJobs(batch, false);
    }
  }

  @Override
  public void go() throws SchedulerException {
    scheduler.start();
  }

  @Override
  public void hold() throws SchedulerException {
    scheduler.standby();
  }

  @Override
  public long open() throws Exception {
    return database.number("SELECT COUNT(*) FROM QRTZ_TRIGGERS");
  }

  @Override
  public void close() throws SchedulerException {
    scheduler.shutdown();
    database.close();
  }
}
