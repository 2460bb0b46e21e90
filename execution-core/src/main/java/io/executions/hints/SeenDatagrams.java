package io.executions.hints;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which datagrams have come already, for each sender: the highest number, and which of those just
 * below it, since networks may change their order. Not thread-safe.
 */
final class SeenDatagrams {
  private static final int MOST_SENDERS = 1000;

  /** The highest number of a sender, and a bit for each of the numbers from it downwards. */
  private record Window(long highest, long bits) {
    Window with(long number) {
      long ahead = number - highest;
      return ahead > 0
          ? new Window(number, ahead < Long.SIZE ? bits << ahead | 1 : 1)
          : new Window(highest, bits | 1L << -ahead);
    }

    boolean has(long number) {
      long behind = highest - number;
      return behind >= Long.SIZE || behind >= 0 && (bits >>> behind & 1) == 1;
    }
  }

  private final Map<Long, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Window> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  /** Takes note of one, and returns whether it is new. */
  boolean isNew(Datagram datagram) {
    Window window = windows.getOrDefault(datagram.from(), new Window(0, 0));
    if (datagram.number() <= 0 || window.has(datagram.number())) {
      return false;
    }
    windows.put(datagram.from(), window.with(datagram.number()));
    return true;
  }
}
