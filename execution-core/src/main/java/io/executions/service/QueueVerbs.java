package io.executions.service;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.Queue;
import io.executions.api.QueueNotFoundException;
import io.executions.api.QueueService;
import io.executions.api.QueueSettings;
import io.executions.api.TypeName;
import io.executions.engine.EngineWake;
import io.executions.store.Queues;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What the service does with queues. */
abstract class QueueVerbs extends ScheduleVerbs implements QueueService {
  @Inject private DatabaseCall calls;
  @Inject private Queues queues;
  @Inject private EngineWake engine;

  @Override
  public List<Queue> getQueues() {
    return calls.call(queues::list);
  }

  @Override
  public Optional<Queue> getQueue(String name) {
    return TypeName.isLegal(name) ? calls.call(() -> queues.find(name)) : Optional.empty();
  }

  @Override
  public Queue setQueue(String name, QueueSettings settings) {
    return setQueue(name, settings, APPLICATION);
  }

  @Override
  public Queue setQueue(String name, QueueSettings settings, String by) {
    Faults faults = new Faults();
    faults.addAll(faults(name, settings));
    faults.refuse();
    Queue set = inNameOf(by, () -> calls.callInTurn(() -> queues.set(name, settings)));
    engine.anythingDue();
    return set;
  }

  private static List<Fault> faults(String name, QueueSettings settings) {
    Faults faults = new Faults();
    if (!TypeName.isLegal(name)) {
      faults.add("/name", TypeName.RULE);
    }
    faults.addAll(settings.faults());
    return faults.all();
  }

  @Override
  public void deleteQueue(String name) {
    deleteQueue(name, APPLICATION);
  }

  @Override
  public void deleteQueue(String name, String by) {
    if (!TypeName.isLegal(name)) {
      throw new QueueNotFoundException(name);
    }
    inNameOf(
        by,
        () ->
            calls.callInTurn(
                () -> {
                  queues.delete(name);
                  return null;
                }));
  }
}
