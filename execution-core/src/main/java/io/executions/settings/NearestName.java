package io.executions.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the name that somebody probably meant. Two names are as far apart as the number of letters
 * that were added, left out or changed.
 */
final class NearestName {
  private static final int MOST = 3;

  private NearestName() {}

  /** Returns the nearest of the names, if it is near enough to be meant. */
  static Optional<String> nearest(String name, Set<String> names) {
    return names.stream()
        .filter(other -> distance(name, other) <= MOST)
        .min(Comparator.comparingInt(other -> distance(name, other)));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
