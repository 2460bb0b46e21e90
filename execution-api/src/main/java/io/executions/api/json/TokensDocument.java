package io.executions.api.json;

import io.executions.api.AccessToken;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/** {@code Tokens}, each of them a {@code Token}, and {@code CreatedToken}. */
public final class TokensDocument {
  private TokensDocument() {}

  /** Returns the document of all. */
  public static JsonObject write(List<AccessToken> tokens) {
    JsonArrayBuilder items = JsonBuilders.array();
    tokens.forEach(token -> items.add(write(token)));
    return JsonBuilders.object().add("items", items).build();
  }

  private static JsonObject write(AccessToken token) {
    return fields(token).addTime("lastUsedAt", token.lastUsedAt()).build();
  }

  /** Returns the document of a token that was just made, with its secret. */
  public static JsonObject writeCreated(AccessToken token, String secret) {
    return fields(token).add("token", secret).build();
  }

  /** Returns the tokens that a document describes. */
  public static List<AccessToken> read(JsonObject document) {
    return new Fields(document).objects("items", TokensDocument::read);
  }

  /** Returns the token in the document of one that was just made. */
  public static AccessToken readCreated(JsonObject document) {
    return read(new Fields(document));
  }

  /** Returns the secret of such a document. */
  public static String readSecret(JsonObject document) {
    return new Fields(document).text("token");
  }

  private static AccessToken read(Fields document) {
    return new AccessToken(
        document.text("name"),
        document.text("role"),
        document.time("createdAt"),
        document.optionalTime("expiresAt"),
        document.optionalTime("lastUsedAt"));
  }

  private static SparseObject fields(AccessToken token) {
    return new SparseObject()
        .add("name", token.name())
        .add("role", token.role())
        .addTime("createdAt", token.createdAt())
        .addTime("expiresAt", token.expiresAt());
  }
}
