package io.executions.handlers.command;

import io.executions.api.Fault;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What to run: a file's name and its arguments. */
record CommandInput(String name, List<String> args) {
  /** What Linux takes as one argument: 32 pages of 4 KiB, with the NUL at its end. */
  private static final int ARGUMENT_MAX_BYTES = 131_071;

  // Linux takes a quarter of the stack's limit for all, pointers and environment included: 2 MiB.
  private static final int ARGUMENTS_MAX_BYTES = 1 << 20;
  private static final int ARGUMENTS_MAX = 10_000;

  /** Returns an input that has no fault. */
  static CommandInput of(JsonValue input) {
    JsonObject object = input.asJsonObject();
    JsonArray args = object.getJsonArray("args");
    return new CommandInput(
        object.getString("name"),
        args == null
            ? List.of()
            : args.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
  }

  /** Returns all that is wrong with an input. */
  static List<Fault> check(JsonValue input, CommandDirectory directory) {
    if (!(input instanceof JsonObject object)) {
      return List.of(new Fault("", "must be an object"));
    }
    List<Fault> faults = new ArrayList<>();
    checkName(object.get("name"), directory, faults);
    if (object.containsKey("args")) {
      checkArgs(object.get("args"), faults);
    }
    for (String field : object.keySet()) {
      if (!field.equals("name") && !field.equals("args")) {
        String pointer = "/" + Json.encodePointer(field);
        faults.add(new Fault(pointer, "is not a known field"));
      }
    }
    return faults;
  }

  private static void checkName(JsonValue value, CommandDirectory directory, List<Fault> faults) {
    if (value == null) {
      faults.add(new Fault("/name", "is required"));
    } else if (value instanceof JsonString name) {
      directory.fault(name.getString()).ifPresent(detail -> faults.add(new Fault("/name", detail)));
    } else {
      faults.add(new Fault("/name", "must be a string"));
    }
  }

  private static void checkArgs(JsonValue value, List<Fault> faults) {
    if (!(value instanceof JsonArray args)) {
      faults.add(new Fault("/args", "must be an array of strings"));
      return;
    }
    if (args.size() > ARGUMENTS_MAX) {
      faults.add(new Fault("/args", "must have at most %d items".formatted(ARGUMENTS_MAX)));
      return;
    }
    long bytes = 0;
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) instanceof JsonString arg) {
        bytes += checkArg(arg.getString(), "/args/" + i, faults);
      } else {
        faults.add(new Fault("/args/" + i, "must be a string"));
      }
    }
    if (bytes > ARGUMENTS_MAX_BYTES) {
      faults.add(
          new Fault("/args", "must have at most %d bytes in all".formatted(ARGUMENTS_MAX_BYTES)));
    }
  }

  private static int checkArg(String arg, String pointer, List<Fault> faults) {
    if (arg.indexOf('\0') >= 0) {
      faults.add(new Fault(pointer, "must not contain NUL"));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(arg)) {
      faults.add(new Fault(pointer, "must be well-formed Unicode"));
    }
    int bytes = arg.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ARGUMENT_MAX_BYTES) {
      faults.add(new Fault(pointer, "must have at most %d bytes".formatted(ARGUMENT_MAX_BYTES)));
    }
    return bytes;
  }
}
