package io.executions.handlers.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Fault;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandInputTest {
  private Scene scene;

  @BeforeEach
  void prepare(@TempDir Path root) throws IOException {
    scene = new Scene(root);
    scene.script("good", ":");
  }

  @Test
  void acceptsANameWithOrWithoutArguments() {
    assertThat(scene.handler.check(json("{'name':'good'}"))).isEmpty();
    assertThat(scene.handler.check(json("{'name':'good','args':['a','']}"))).isEmpty();
  }

  @Test
  void namesAllFaultsAtOnceByTheirPointers() {
    assertThat(scene.handler.check(json("{'name':5,'args':['a',1,null,'x\\u0000'],'a/b~':1}")))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/name", "/args/1", "/args/2", "/args/3", "/a~1b~0");
    assertThat(scene.handler.check(json("{'args':{}}")))
        .containsExactly(
            new Fault("/name", "is required"), new Fault("/args", "must be an array of strings"));
    assertThat(scene.handler.check(json("['good']")))
        .containsExactly(new Fault("", "must be an object"));
    assertThat(scene.handler.check(json("{'name':'good','args':null}")))
        .extracting(Fault::pointer)
        .containsExactly("/args");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "/bin/sh", "../bin/good", "./good", "good\0", "absent", "ä€"})
  void refusesANameThatIsNoFileOfTheDirectory(String name) {
    assertThat(scene.handler.check(Scene.input(name)))
        .extracting(Fault::pointer)
        .containsExactly("/name");
  }

  @Test
  void refusesWhatIsNoExecutableRegularFile() throws IOException {
    Files.createDirectory(scene.commands.resolve("directory"));
    Files.writeString(scene.commands.resolve("text"), "text");
    assertThat(scene.handler.check(Scene.input("directory")))
        .containsExactly(
            new Fault(
                "/name", "must name a file; this is another kind of entry, such as a directory"));
    assertThat(scene.handler.check(Scene.input("text")))
        .containsExactly(
            new Fault(
                "/name",
                "must name a file that the server's user may execute; see its mode (chmod +x)"));
  }

  @Test
  void refusesALinkThatLeadsOutAndTakesOneThatStaysInside() throws IOException {
    Path sub = Files.createDirectory(scene.commands.resolve("sub"));
    Path below = Scene.executable(sub.resolve("below"), "#!/bin/sh\n");
    Files.createSymbolicLink(scene.commands.resolve("out"), Path.of("/bin/sh"));
    Files.createSymbolicLink(scene.commands.resolve("deeper"), below);
    Files.createSymbolicLink(scene.commands.resolve("alias"), Path.of("good"));
    assertThat(scene.handler.check(Scene.input("out")))
        .containsExactly(
            new Fault(
                "/name", "must name a file in the command directory; this link leads out of it"));
    assertThat(scene.handler.check(Scene.input("deeper"))).hasSize(1);
    assertThat(scene.handler.check(Scene.input("alias"))).isEmpty();
  }

  @Test
  void refusesMoreArgumentsThanLinuxTakes() {
    String tooLong = "ä".repeat(65_536);
    assertThat(scene.handler.check(Scene.input("good", tooLong)))
        .extracting(Fault::pointer)
        .containsExactly("/args/0");
    String[] tooMany = Collections.nCopies(10_001, "").toArray(String[]::new);
    assertThat(scene.handler.check(Scene.input("good", tooMany)))
        .extracting(Fault::pointer)
        .containsExactly("/args");
    String[] tooMuch = Collections.nCopies(9, "x".repeat(131_000)).toArray(String[]::new);
    assertThat(scene.handler.check(Scene.input("good", tooMuch)))
        .extracting(Fault::pointer)
        .containsExactly("/args");
  }

  @Test
  void refusesHalfOfASurrogatePair() {
    assertThat(scene.handler.check(Scene.input("good", "\ud83d")))
        .containsExactly(new Fault("/args/0", "must be well-formed Unicode"));
  }

  @Test
  void isNotAvailableWithoutACommandDirectory() {
    assertThat(scene.handler.available()).isTrue();
    Settings settings = Settings.read(new SettingsParser(name -> Optional.empty()));
    assertThat(new CommandHandler(settings).available()).isFalse();
  }

  private static JsonValue json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readValue();
  }
}
