package io.executions.web.event;

import io.executions.api.ExecutionStatus;
import io.executions.api.MoveEvent;
import java.util.Optional;
import java.util.Set;

/**
 * Which moves a client wants to hear of.
 *
 * @param statuses those that lead to one of them; any if there are none
 * @param type those of executions of that type
 * @param id those of that execution
 */
public record EventFilter(Set<ExecutionStatus> statuses, Optional<String> type, Optional<Long> id) {
  boolean takes(MoveEvent event) {
    return (statuses.isEmpty() || statuses.contains(event.to()))
        && type.map(event.type()::equals).orElse(true)
        && id.map(wanted -> wanted == event.id()).orElse(true);
  }
}
