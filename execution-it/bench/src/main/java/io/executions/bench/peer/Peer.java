package io.executions.bench.peer;

import io.executions.bench.subject.Subject;
import java.util.Locale;

/** Who else can be measured. */
public enum Peer {
  /** The most that can be done: claims and ends 200 at once, on two connections. */
  PLAIN_BATCHES("no limit; up to 400 claimed", false, false) {
    @Override
    Subject open(String url) throws Exception {
      return new PlainJdbc(url, 2, table -> new LockedClaim(table, 200));
    }
  },
  /** One at a time on each of 16 connections, with a commit for each claim and each end. */
  PLAIN_EACH("no limit; 16 threads", true, false) {
    @Override
    Subject open(String url) throws Exception {
      return new PlainJdbc(url, 16, SingleClaim::new);
    }
  },
  /** The same on one connection: what a limit of 1 can be compared with. */
  PLAIN_ONE("one thread, in one node only", false, false) {
    @Override
    Subject open(String url) throws Exception {
      return new PlainJdbc(url, 1, table -> new LockedClaim(table, 1));
    }
  },
  /** Fetches candidates and locks each when it runs it, which is its default. */
  DB_SCHEDULER("no limit; 16 threads in each node, up to 48 fetched", true, true) {
    @Override
    Subject open(String url) throws Exception {
      return new DbScheduler(url, false);
    }
  },
  /** Locks what it fetches, which it does not offer for MariaDB. */
  DB_SCHEDULER_LOCK("no limit; 16 threads in each node, up to 64 claimed", false, true) {
    @Override
    Subject open(String url) throws Exception {
      return new DbScheduler(url, true);
    }
  },
  /** With its default of eight workers for each processor. */
  JOBRUNR("no limit; eight workers for each processor in each node", true, true) {
    @Override
    Subject open(String url) throws Exception {
      return new JobRunrJobs(url);
    }
  },
  /** Its JDBC store, clustered. */
  QUARTZ("no limit; 16 threads in each node", true, true) {
    @Override
    Subject open(String url) throws Exception {
      return new QuartzJobs(url);
    }
  };

  private final String bound;
  private final boolean creates;
  private final boolean picksUp;

  Peer(String bound, boolean creates, boolean picksUp) {
    this.bound = bound;
    this.creates = creates;
    this.picksUp = picksUp;
  }

  /** Returns the name that users write, such as {@code plain-batches}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what bounds how many it runs at once. */
  public String bound() {
    return bound;
  }

  /** Returns whether its creations are worth measuring: not those that another has alike. */
  public boolean creates() {
    return creates;
  }

  /** Returns whether it sees by itself that something was created, or polls for it at leisure. */
  public boolean picksUp() {
    return picksUp;
  }

  abstract Subject open(String url) throws Exception;
}
