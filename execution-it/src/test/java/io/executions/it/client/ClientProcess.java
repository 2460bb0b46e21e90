package io.executions.it.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM that runs classes of tests with the class path of one module below {@code clients}. */
final class ClientProcess {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private final Path module;
  private final Map<String, String> properties;

  ClientProcess(String module, Map<String, String> properties) {
    this.module = HERE.resolve("clients").resolve(module).resolve("target");
    this.properties = properties;
  }

  /** Runs it to its end. */
  Program run(List<String> tests) throws IOException, InterruptedException {
    List<String> command = JavaCommand.with("128m", properties);
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of("org.junit.platform.console.ConsoleLauncher", "execute"));
    command.addAll(List.of("--disable-banner", "--disable-ansi-colors", "--details=tree"));
    command.add("--fail-if-no-tests");
    tests.forEach(name -> command.add("--select-class=io.executions.it.client." + name));
    return Program.run(HERE, command);
  }

  private String classPath() throws IOException {
    return String.join(
        File.pathSeparator,
        HERE.resolve("target/test-classes").toString(),
        module.resolve("classes").toString(),
        Files.readString(module.resolve("classpath")).strip());
  }
}
