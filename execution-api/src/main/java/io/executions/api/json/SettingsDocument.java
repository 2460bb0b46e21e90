package io.executions.api.json;

import io.executions.api.ClusterSettings;
import jakarta.json.JsonObject;

/** {@code Settings}. */
public final class SettingsDocument {
  static final String LIMIT = "maxConcurrentExecutions";
  static final String PAUSED = "paused";
  static final String RETENTION = "retention";

  private SettingsDocument() {}

  /** Returns the document. */
  public static JsonObject write(ClusterSettings settings) {
    return JsonBuilders.object()
        .add(LIMIT, settings.maxConcurrentExecutions())
        .add(PAUSED, settings.paused())
        .add(RETENTION, Retentions.write(settings.retention()))
        .build();
  }

  /** Returns the settings that a document describes. */
  public static ClusterSettings read(JsonObject document) {
    Fields fields = new Fields(document);
    return new ClusterSettings(
        fields.whole(LIMIT), fields.flag(PAUSED), Retentions.read(fields.text(RETENTION)));
  }
}
