package io.executions.api.port;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who acts in the calling thread: the sender of the request that it serves, or else the
 * application. The audit and the rows of executions name this one. Immutable.
 *
 * @param name the name of the token, or what an application calls somebody; at most 100 characters
 * @param role what the token permits, or {@value #APPLICATION}
 * @param address where the request came from; empty where there was none
 */
public record Caller(String name, String role, Optional<String> address) {
  /** The name of an application that says no other, and the role of all that it names. */
  public static final String APPLICATION = "application";

  /** What the audit calls those whose sign-in was refused; no token may have that name. */
  public static final String ANONYMOUS = "anonymous";

  private static final int MAX_LENGTH = 100;
  private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();

  /** Shortens a name that is too long. */
  public Caller {
    name = shortened(name);
  }

  /** Returns so much of a name as is kept. */
  public static String shortened(String name) {
    return name.codePointCount(0, name.length()) > MAX_LENGTH
        ? name.substring(0, name.offsetByCodePoints(0, MAX_LENGTH))
        : name;
  }

  /** Returns who acts in this thread. */
  public static Caller current() {
    Caller caller = CURRENT.get();
    return caller == null ? ofApplication(APPLICATION) : caller;
  }

  /** Has that caller act in this thread until {@link #leave()}, which must follow in any case. */
  public static void enter(Caller caller) {
    CURRENT.set(caller);
  }

  /** Has nobody act in this thread any more. */
  public static void leave() {
    CURRENT.remove();
  }

  /**
   * Runs work for the caller that acts in this thread or, if there is none, for the one that an
   * application names.
   */
  public static <T> T orOfApplication(String name, Supplier<T> work) {
    if (CURRENT.get() != null) {
      return work.get();
    }
    enter(ofApplication(name));
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  private static Caller ofApplication(String name) {
    return new Caller(name, APPLICATION, Optional.empty());
  }
}
