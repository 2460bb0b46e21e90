package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Spectral, a linter of OpenAPI documents, in the very versions that its lock file names. */
final class Spectral {
  private static final Path SOURCES = Path.of("src/test/spectral");
  private static final String LOCK = "package-lock.json";

  private final Path home;

  private Spectral(Path home) {
    this.home = home;
  }

  /** Installs it below {@code target}, unless it is there from an earlier run. */
  static Spectral install() throws IOException, InterruptedException {
    Path home = Files.createDirectories(Path.of("target", "spectral").toAbsolutePath());
    Path installed = home.resolve("installed-lock.json");
    if (!Files.exists(installed) || Files.mismatch(installed, SOURCES.resolve(LOCK)) != -1) {
      Files.writeString(home.resolve("package.json"), text("package.json"));
      Files.writeString(home.resolve(LOCK), text(LOCK));
      Program npm =
          Program.run(home, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      assertThat(npm.exitCode()).as(npm.output()).isZero();
      Files.writeString(installed, text(LOCK));
    }
    Files.writeString(home.resolve("ruleset.yaml"), text("ruleset.yaml"));
    return new Spectral(home);
  }

  /** Looks for faults; it fails on warnings, too. */
  Program lint(String document) throws IOException, InterruptedException {
    Files.writeString(home.resolve("openapi.yaml"), document);
    return Program.run(
        home,
        List.of(
            home.resolve("node_modules/.bin/spectral").toString(),
            "lint",
            "--ruleset=ruleset.yaml",
            "--fail-severity=warn",
            "openapi.yaml"));
  }

  private static String text(String file) throws IOException {
    return Files.readString(SOURCES.resolve(file));
  }
}
