package io.executions.web;

import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.json.ExecutionChangeDocument;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request to change an execution, all of it understood.
 *
 * @param change what is to be changed
 * @param revisions the revisions that the execution may have; any if there are none
 */
record ChangeRequest(ExecutionChange change, Set<Integer> revisions) {
  private static final long MAX_BYTES = 64L << 10;

  /**
   * Reads one.
   *
   * @throws io.executions.api.InvalidRequestException naming all faults
   */
  static ChangeRequest read(
      InputStream body, HttpHeaders headers, UriInfo uri, ExecutionService service) {
    BodyHeaders.check(headers);
    byte[] bytes = BodyReader.read(body, MAX_BYTES);
    List<Fault> others = new ArrayList<>(QueryParameters.faultsOfAny(uri));
    Set<Integer> revisions = IfMatch.read(headers, others);
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<ExecutionChange> change =
        ExecutionChangeDocument.read(StrictJson.parse(bytes), faults);
    change.map(service::check).ifPresent(faults::addAll);
    faults.refuse();
    return new ChangeRequest(change.orElseThrow(), revisions);
  }
}
