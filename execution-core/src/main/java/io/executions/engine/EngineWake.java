package io.executions.engine;

import io.executions.api.NewExecution;
import io.executions.store.Created;
import io.executions.store.Move;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Wakes the engine of this application. It is no EJB, as the poller is: when an XA transaction has
 * just ended, Payara cannot return from a call of one without a stack trace in its log.
 * Thread-safe.
 */
@ApplicationScoped
public class EngineWake {
  private volatile Engine engine;

  /** Says which engine. */
  void by(Engine newEngine) {
    engine = newEngine;
  }

  /** Has the engine ask for work now, without waiting for the timer. */
  public void wake() {
    Engine now = engine;
    if (now != null) {
      now.signal();
    }
  }

  /** Has this engine and those of other nodes ask for work, since some may be due of that type. */
  public void due(String type) {
    Engine now = engine;
    if (now != null) {
      now.due(type);
    }
  }

  /** Has this engine and those of other nodes ask for work, since more of it may be claimed. */
  public void anythingDue() {
    Engine now = engine;
    if (now != null) {
      now.anythingDue();
    }
  }

  /** Tells this application what a person has moved. */
  public void moved(Move move) {
    Engine now = engine;
    if (now != null) {
      now.moved(move);
    }
  }

  /** Says that somebody listens to moves: what is created here from now on is told. */
  public void listened() {
    Engine now = engine;
    if (now != null) {
      now.listened();
    }
  }

  /** Has those who listen, if somebody does, told of what was created here. */
  public void tell(Supplier<List<Created>> created) {
    Engine now = engine;
    if (now != null) {
      now.tell(created);
    }
  }

  /** Has the engine ask for what was created here, if it may be claimed now. */
  public void created(Collection<NewExecution> executions) {
    Engine now = engine;
    if (now != null) {
      now.created(executions);
    }
  }
}
