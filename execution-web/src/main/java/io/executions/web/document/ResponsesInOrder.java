package io.executions.web.document;

import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Puts the answers of each operation in the order of their codes. A generated client may accept
 * nothing but the first media type that has to do with JSON, as Python's does: that must be a
 * success's, not a problem's.
 */
public class ResponsesInOrder implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses responses = operation.getResponses();
    responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    return operation;
  }
}
