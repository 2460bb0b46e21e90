package io.executions.web;

import jakarta.ws.rs.NotFoundException;

/** Reads ids of executions and nodes in paths. */
final class PathId {
  private static final long END = 1L << 53;

  private PathId() {}

  /**
   * Returns the id that a path segment says.
   *
   * @throws NotFoundException if it says none: nothing can be there
   */
  static long parse(String segment) {
    if (segment.matches("[1-9][0-9]{0,15}")) {
      long id = Long.parseLong(segment);
      if (id < END) {
        return id;
      }
    }
    throw new NotFoundException();
  }
}
