package io.executions.api.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewToken;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code NewToken}. */
public final class NewTokenDocument {
  /** When a token may expire. */
  public static final String END_RULE = "must be in the future";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,99}");
  private static final Set<String> ROLES = Set.of("viewer", "operator", "admin");

  private NewTokenDocument() {}

  /** Returns whether a token can have that name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns the document. */
  public static JsonObject write(NewToken token) {
    return new SparseObject()
        .add("name", token.name())
        .add("role", token.role())
        .addTime("expiresAt", token.expiresAt())
        .build();
  }

  /**
   * Returns the token that a body describes.
   *
   * @param others what is wrong with the request beside its body
   * @param hasPassed tells whether a time has come
   * @throws InvalidRequestException naming all faults
   */
  public static NewToken read(JsonValue body, List<Fault> others, Predicate<Instant> hasPassed) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<NewToken> token =
        FieldReader.of(body, "", faults).map(fields -> read(fields, hasPassed));
    faults.refuse();
    return token.orElseThrow();
  }

  private static NewToken read(FieldReader fields, Predicate<Instant> hasPassed) {
    NewToken token =
        new NewToken(
            required(fields, "name", NewTokenDocument::isName, "must match " + NAME),
            required(fields, "role", ROLES::contains, "must be viewer, operator or admin"),
            fields.parsed("expiresAt", Timestamps::parse, Timestamps.RULE));
    if (token.expiresAt().filter(hasPassed).isPresent()) {
      fields.refuse("expiresAt", END_RULE);
    }
    fields.refuseOthers();
    return token;
  }

  private static String required(
      FieldReader fields, String name, Predicate<String> rule, String text) {
    Optional<String> value = fields.parsed(name, given -> Optional.of(given).filter(rule), text);
    if (!fields.has(name)) {
      fields.refuse(name, "is required");
    }
    return value.orElse("");
  }
}
