package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.json.JsonBuilders;
import io.executions.database.Micros;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves as the short text that a row holds: a JSON array, in which each move is one as well. */
final class MoveText {
  /** A longer text becomes several, so that no row is large. */
  private static final int MOST_CHARACTERS = 8 * 1024;

  private final List<String> texts = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();

  private MoveText() {}

  /** Returns the texts of moves that somebody made, in their order. */
  static List<String> of(List<Move> moves, String by) {
    MoveText text = new MoveText();
    moves.forEach(move -> text.add(write(move, by)));
    return text.close();
  }

  /** Returns the texts of what was created and then moved. */
  static List<String> of(List<Created> created, long now, List<Move> moves) {
    MoveText text = new MoveText();
    created.forEach(each -> text.add(write(each, now)));
    moves.forEach(move -> text.add(write(move, move.by())));
    return text.close();
  }

  private void add(String one) {
    if (open.length() > 0 && open.length() + one.length() > MOST_CHARACTERS) {
      end();
    }
    open.append(open.length() == 0 ? "[" : ",").append(one);
  }

  private List<String> close() {
    if (open.length() > 0) {
      end();
    }
    return texts;
  }

  private void end() {
    texts.add(open.append("]").toString());
    open.setLength(0);
  }

  private static String write(Move move, String by) {
    JsonArrayBuilder array =
        JsonBuilders.array()
            .add(move.id())
            .add(move.type())
            .add(move.revision())
            .add(move.from().jsonName())
            .add(move.to().jsonName())
            .add(move.attempt());
    add(array, move.node());
    array.add(by);
    add(array, move.why());
    return array.add(Micros.of(move.at())).build().toString();
  }

  private static String write(Created created, long now) {
    return JsonBuilders.array()
        .add(created.id())
        .add(created.type())
        .add(1)
        .addNull()
        .add(ExecutionStatus.PENDING.jsonName())
        .add(0)
        .addNull()
        .add(created.by())
        .addNull()
        .add(created.at().map(Micros::of).orElse(now))
        .build()
        .toString();
  }

  private static void add(JsonArrayBuilder array, Optional<String> text) {
    text.ifPresentOrElse(array::add, array::addNull);
  }

  /** Returns the moves of a text; the first of them is that one of its turn. */
  static List<MoveEvent> read(String text, long turn, int first) {
    List<MoveEvent> events = new ArrayList<>();
    for (JsonValue move : JsonText.parse(text).asJsonArray()) {
      events.add(event(move.asJsonArray(), new FeedPlace(turn, first + events.size())));
    }
    return events;
  }

  private static MoveEvent event(JsonArray move, FeedPlace place) {
    return new MoveEvent(
        place,
        move.getJsonNumber(0).longValueExact(),
        move.getString(1),
        move.getInt(2),
        text(move, 3).flatMap(ExecutionStatus::fromJsonName),
        ExecutionStatus.fromJsonName(move.getString(4)).orElseThrow(),
        move.getInt(5),
        text(move, 6),
        text(move, 7),
        text(move, 8),
        Micros.toInstant(((JsonNumber) move.get(9)).longValueExact()));
  }

  private static Optional<String> text(JsonArray move, int index) {
    return move.get(index) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
