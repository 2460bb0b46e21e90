package io.executions.service;

import io.executions.api.FeedPlace;
import io.executions.api.port.MoveFeed;
import io.executions.engine.EngineWake;
import io.executions.store.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The feed of moves, as those hear of it who listen at this node. */
@ApplicationScoped
class DatabaseFeed implements MoveFeed {
  @Inject private DatabaseCall database;
  @Inject private Feed feed;
  @Inject private EngineWake engine;

  @Override
  public Extent listen() {
    Extent extent = database.call(feed::listen);
    engine.listened();
    return extent;
  }

  @Override
  public Optional<FeedPlace> first() {
    return database.call(feed::first);
  }

  @Override
  public Part behind(FeedPlace place) {
    return database.call(() -> feed.behind(place));
  }
}
