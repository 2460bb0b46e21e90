package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.web.json.BodyReader;
import io.executions.web.json.CreationReader;
import io.executions.web.json.StrictJson;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to create executions, its body parsed but not yet understood.
 *
 * @param body the body
 * @param size its length in bytes
 * @param key the idempotency key, if it has one
 * @param faults what is wrong with it beside its body
 */
record CreationRequest(JsonValue body, int size, Optional<IdempotencyKey> key, List<Fault> faults) {

  /**
   * Reads one.
   *
   * @param operation method and path
   * @throws InvalidRequestException if the body is no JSON
   */
  static CreationRequest read(
      InputStream body,
      long maxBytes,
      String operation,
      HttpHeaders headers,
      UriInfo uri,
      SecurityContext security) {
    BodyHeaders.check(headers);
    List<Fault> faults = new ArrayList<>(QueryParameters.faultsOfAny(uri));
    faults.addAll(IdempotencyKey.faultsIn(headers));
    byte[] bytes = BodyReader.read(body, maxBytes);
    JsonValue json = parse(bytes, faults);
    Optional<IdempotencyKey> key =
        faults.isEmpty()
            ? IdempotencyKey.of(headers, Requester.of(security), operation, json)
            : Optional.empty();
    return new CreationRequest(json, bytes.length, key, faults);
  }

  NewExecution one(ExecutionService service) {
    return new CreationReader(service::check, faults).readOne(body);
  }

  List<NewExecution> batch(ExecutionService service) {
    return new CreationReader(service::check, faults).readBatch(body);
  }

  private static JsonValue parse(byte[] bytes, List<Fault> faults) {
    try {
      return StrictJson.parse(bytes);
    } catch (InvalidRequestException e) {
      faults.addAll(e.faults());
      throw new InvalidRequestException(faults);
    }
  }
}
