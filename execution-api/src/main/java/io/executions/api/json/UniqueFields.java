package io.executions.api.json;

import io.executions.api.OnDuplicate;
import io.executions.api.Unique;
import java.time.Duration;
import java.util.Optional;

/** The fields of a {@link Unique}, which stand beside others. */
final class UniqueFields {
  private static final String KEY = "uniqueKey";
  private static final String WHILE = "uniqueWhile";
  private static final String FOR = "uniqueFor";
  private static final String ON_DUPLICATE = "onDuplicate";
  private static final String FOR_RULE = "must be an ISO-8601 duration from PT1S to P365D";

  private UniqueFields() {}

  static SparseObject write(Unique unique, SparseObject to) {
    if (unique == null) {
      return to;
    }
    to.add(KEY, unique.key());
    if (unique.onDuplicate() != OnDuplicate.EXISTING) {
      to.add(ON_DUPLICATE, unique.onDuplicate().jsonName());
    }
    return to.addText(FOR, unique.period().map(TimingFields::writeDuration));
  }

  /** Returns what the fields say, null for nothing; adds what does not go together. */
  static Unique read(FieldReader fields) {
    Optional<String> key = fields.text(KEY);
    Optional<String> during =
        fields.parsed(
            WHILE, text -> Optional.of(text).filter("unfinished"::equals), "must be unfinished");
    Optional<Duration> period = fields.parsed(FOR, TimingFields::parseDuration, FOR_RULE);
    Optional<OnDuplicate> onDuplicate =
        fields.parsed(
            ON_DUPLICATE, OnDuplicate::fromJsonName, "must be existing, reject or replace");
    if (during.isPresent() && period.isPresent()) {
      fields.refuse(FOR, "does not go with uniqueWhile");
    }
    if (!fields.has(KEY)) {
      refuse(fields, WHILE, during);
      refuse(fields, FOR, period);
      // The default says nothing. Clients made from the document send it.
      refuse(fields, ON_DUPLICATE, onDuplicate.filter(said -> said != OnDuplicate.EXISTING));
    }
    return key.map(text -> new Unique(text, period, onDuplicate.orElse(OnDuplicate.EXISTING)))
        .orElse(null);
  }

  private static void refuse(FieldReader fields, String name, Optional<?> value) {
    if (value.isPresent()) {
      fields.refuse(name, "goes with uniqueKey only");
    }
  }
}
