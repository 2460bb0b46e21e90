package io.executions.api.json;

import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import jakarta.json.JsonValue;
import java.util.Optional;

/** {@code NewSession}: the token with which somebody signs in. */
public final class NewSessionDocument {
  private static final String TOKEN = "token";
  private static final int MAX_LENGTH = 4096;

  private NewSessionDocument() {}

  /**
   * Returns the token that a body gives.
   *
   * @throws InvalidRequestException naming all faults
   */
  public static String read(JsonValue body) {
    Faults faults = new Faults();
    Optional<String> token = FieldReader.of(body, "", faults).flatMap(NewSessionDocument::read);
    faults.refuse();
    return token.orElseThrow();
  }

  private static Optional<String> read(FieldReader fields) {
    Optional<String> token = fields.text(TOKEN);
    if (!fields.has(TOKEN)) {
      fields.refuse(TOKEN, "is required");
    } else if (token.filter(text -> text.length() > MAX_LENGTH).isPresent()) {
      fields.refuse(TOKEN, "must have at most %d characters".formatted(MAX_LENGTH));
    }
    fields.refuseOthers();
    return token;
  }
}
