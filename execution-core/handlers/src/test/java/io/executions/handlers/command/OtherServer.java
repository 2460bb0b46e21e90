package io.executions.handlers.command;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A second JVM that runs one command and prints its stdout; arguments are octal UTF-8 escapes. */
final class OtherServer {
  private OtherServer() {}

  /** Takes command directory, data directory, execution id, the command, and its arguments. */
  public static void main(String[] given) throws Exception {
    CommandHandler handler =
        new CommandHandler(Scene.settings(Path.of(given[0]), Path.of(given[1])));
    String[] args =
        Arrays.stream(given).skip(4).map(String::translateEscapes).toArray(String[]::new);
    JsonObject output =
        handler
            .handle(
                Scene.input(given[3].translateEscapes(), args),
                new Scene.Attempt(Long.parseLong(given[2]), 1))
            .asJsonObject();
    System.out.println(output.getString("stdout"));
    handler.close();
  }

  static ProcessBuilder start(Path commands, Path data, long id, String... command)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(OtherServer.class.getName());
    words.addAll(List.of(commands.toString(), data.toString(), Long.toString(id)));
    words.addAll(List.of(command));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
