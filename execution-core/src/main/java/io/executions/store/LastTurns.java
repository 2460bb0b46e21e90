package io.executions.store;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key of a queue had its turn last, of each rank and priority ({@link Turn#round}). It stands
 * in the queue's row, so all nodes go round together.
 */
final class LastTurns {
  /** Of others the turns begin anew: nobody has work of so many priorities at once. */
  private static final int MOST_ROUNDS = 64;

  /** Where no keys take turns; it is never changed. */
  static final LastTurns NONE = new LastTurns();

  private final Map<String, String> keys = new LinkedHashMap<>();

  /** Returns those of a queue's row. */
  static LastTurns parse(String text) {
    LastTurns turns = new LastTurns();
    if (text != null) {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        JsonObject json = reader.readObject();
        json.keySet().forEach(round -> turns.keys.put(round, json.getString(round)));
      }
    }
    return turns;
  }

  /** Returns the key that had its turn last; empty at the beginning. */
  String last(String round) {
    return keys.getOrDefault(round, "");
  }

  /** Takes note of turns, in their order, taken by who can take these types. */
  void took(List<Turn> turns, Collection<String> types) {
    for (Turn turn : turns) {
      String round = turn.round(types);
      keys.remove(round);
      keys.put(round, turn.key());
    }
    Iterator<String> oldest = keys.keySet().iterator();
    while (keys.size() > MOST_ROUNDS) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Returns what stands in the row. */
  String text() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    keys.forEach(json::add);
    return json.build().toString();
  }

  LastTurns copy() {
    LastTurns copy = new LastTurns();
    copy.keys.putAll(keys);
    return copy;
  }
}
