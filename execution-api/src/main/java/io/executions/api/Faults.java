package io.executions.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with one request, up to a bound: a small body can hold millions of faults,
 * and nobody reads them. Not thread-safe.
 */
public final class Faults {
  /** How many are collected at most. */
  public static final int MOST = 1000;

  private static final int MOST_CHARACTERS = 256 << 10;
  private static final int LONGEST_POINTER = 500;
  private static final int LONGEST_DETAIL = 1000;

  private final List<Fault> found = new ArrayList<>();
  private final Set<String> pointers = new HashSet<>();
  private int characters;
  private boolean full;

  /** Adds one, unless the bound has been reached. */
  public void add(Fault fault) {
    if (isFull()) {
      full = true;
      return;
    }
    Fault named = shortened(fault);
    found.add(named);
    pointers.add(named.pointer());
    characters += named.pointer().length() + named.detail().length();
  }

  /** Adds one, unless the bound has been reached. */
  public void add(String pointer, String detail) {
    add(new Fault(pointer, detail));
  }

  /** Adds all of them, as many as the bound allows. */
  public void addAll(Iterable<Fault> faults) {
    for (Fault fault : faults) {
      add(fault);
      if (full) {
        return;
      }
    }
  }

  /** Returns whether more faults would not be collected, so that nobody needs to look for any. */
  public boolean isFull() {
    return found.size() >= MOST || characters >= MOST_CHARACTERS;
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns whether a fault of that pointer, or of something that it lies in, was added. */
  public boolean cover(String pointer) {
    for (int end = pointer.length(); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      if (pointers.contains(pointer.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** Returns those that were added, in their order. */
  public List<Fault> all() {
    return List.copyOf(found);
  }

  /**
   * Does nothing where there are none.
   *
   * @throws InvalidRequestException if there are any
   */
  public void refuse() {
    if (!isEmpty()) {
      throw new InvalidRequestException(all());
    }
  }

  /** A value whose name is too long to be told is named by the object that it is in. */
  private static Fault shortened(Fault fault) {
    String pointer = fault.pointer();
    String detail = fault.detail();
    if (pointer.length() > LONGEST_POINTER) {
      detail = "holds something with a very long name or place, which " + detail;
      int end = pointer.lastIndexOf('/', LONGEST_POINTER);
      pointer = pointer.substring(0, Math.max(0, end));
    }
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL) + "...";
    }
    return pointer.equals(fault.pointer()) && detail.equals(fault.detail())
        ? fault
        : new Fault(pointer, detail);
  }
}
