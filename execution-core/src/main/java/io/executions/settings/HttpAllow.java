package io.executions.settings;

import java.util.List;

/**
 * What the handler {@code http} may call.
 *
 * @param entries host patterns, CIDR ranges, and the word {@code public}
 */
public record HttpAllow(List<String> entries) {
  /**
   * Returns what the comma list says.
   *
   * @throws IllegalArgumentException if an entry is none of these
   */
  public static HttpAllow parse(String list) {
    return new HttpAllow(List.of(list.split("\\s*,\\s*")));
  }
}
