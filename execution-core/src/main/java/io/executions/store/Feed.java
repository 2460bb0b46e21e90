package io.executions.store;

import io.executions.api.FeedPlace;
import io.executions.api.port.MoveFeed;
import io.executions.api.port.MoveFeed.Extent;
import io.executions.api.port.MoveFeed.Part;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The moves of the cluster, as they were written down behind the gate. */
@ApplicationScoped
public class Feed {
  private static final long LISTENED = MoveFeed.LISTENED_SECONDS * 1_000_000L;

  private final Transaction transaction;
  private final ReadPlaces places = new ReadPlaces();

  /** For the proxy only. */
  protected Feed() {
    this(null);
  }

  @Inject
  Feed(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Has all moves written down from now on, for some minutes. */
  public Extent listen() {
    return transaction.inGate(sql -> new FeedRows(sql).listen(LISTENED));
  }

  /** Returns the next moves behind a place. */
  public Part behind(FeedPlace place) {
    return transaction.joinOrAutocommit(sql -> new FeedRows(sql).behind(place, places));
  }
}
