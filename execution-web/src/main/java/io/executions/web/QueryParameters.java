package io.executions.web;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import jakarta.json.Json;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads query parameters, collecting faults with pointers such as {@code /limit}. */
final class QueryParameters {
  private final MultivaluedMap<String, String> given;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  QueryParameters(UriInfo uri) {
    given = decoded(uri);
  }

  /** Returns the faults of a request that takes no query parameters. */
  static List<Fault> faultsOfAny(UriInfo uri) {
    return new QueryParameters(uri).faults();
  }

  /**
   * Refuses all query parameters.
   *
   * @throws InvalidRequestException if there is any
   */
  static void refuseAny(UriInfo uri) {
    new QueryParameters(uri).check();
  }

  /**
   * Returns what the parameter says.
   *
   * @param reading returns empty for a text that breaks the rule
   */
  <T> Optional<T> read(String name, String rule, Function<String, Optional<T>> reading) {
    known.add(name);
    List<String> texts = given.getOrDefault(name, List.of());
    if (texts.size() > 1) {
      faults.add(fault(name, "must be given once"));
      return Optional.empty();
    }
    Optional<T> value = texts.stream().findFirst().flatMap(reading);
    if (value.isEmpty() && !texts.isEmpty()) {
      faults.add(fault(name, rule));
    }
    return value;
  }

  /** Returns the {@code limit} of a page: how many items it may have. */
  int limit(int most, int otherwise) {
    return read("limit", "must be a whole number from 1 to " + most, text -> limit(text, most))
        .orElse(otherwise);
  }

  private static Optional<Integer> limit(String text, int most) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= most);
  }

  /**
   * Adds what a call refuses, for a query that has faults already. Only the service knows its
   * cursors and the time; it is asked here so that all faults are named at once.
   */
  void addFaultsOf(Runnable call) {
    try {
      call.run();
    } catch (InvalidRequestException e) {
      add(e.faults());
    }
  }

  /** Adds faults that were found elsewhere, for parameters without a fault so far. */
  void add(List<Fault> others) {
    Set<String> named = faults.stream().map(Fault::pointer).collect(Collectors.toSet());
    others.stream().filter(fault -> !named.contains(fault.pointer())).forEach(faults::add);
  }

  /** Returns all faults, those of unknown parameters included. */
  List<Fault> faults() {
    List<Fault> all = new ArrayList<>(faults);
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> all.add(fault(name, "is not known")));
    return all;
  }

  /**
   * Ends reading.
   *
   * @throws InvalidRequestException if there are faults
   */
  void check() {
    List<Fault> all = faults();
    if (!all.isEmpty()) {
      throw new InvalidRequestException(all);
    }
  }

  private static MultivaluedMap<String, String> decoded(UriInfo uri) {
    try {
      return uri.getQueryParameters();
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          List.of(new Fault("", "has a query with a wrong percent sign")));
    }
  }

  private static Fault fault(String name, String detail) {
    return new Fault("/" + Json.encodePointer(name), detail);
  }
}
