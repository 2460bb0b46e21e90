package io.executions.database;

import io.executions.settings.EmbeddedFile;

/** Whether the disk of an embedded database has room; no other database's is known. */
final class DiskRoom {
  /** For what runs to end, and for beats. H2 closes itself when it cannot write. */
  private static final long KEPT_FREE = 32L * 1024 * 1024;

  private DiskRoom() {}

  /** Returns whether the disk of the database of that URL, without parameters, is nearly full. */
  static boolean isShort(String url) {
    return EmbeddedFile.of(url).filter(file -> file.lacksRoom(KEPT_FREE)).isPresent();
  }
}
