package io.executions.it.process;

import io.executions.testing.MariaDbServer;
import io.executions.testing.PostgreSqlServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small disk of its own for the tables of one database, which can be filled. Only root may make
 * one.
 */
final class DatabaseDisk implements AutoCloseable {
  /** Every database has it; it says nothing that matters here, but must be there. */
  private static final String OPTIONS = "db.opt";

  private final Path directory;
  private final String url;

  private DatabaseDisk(Path directory, String url) {
    this.directory = directory;
    this.url = url;
  }

  /** Returns whether this process may make one. */
  static boolean possible() {
    return System.getProperty("user.name").equals("root");
  }

  /** Puts a new database of that server on a new disk. */
  static DatabaseDisk under(MariaDbServer server, int megabytes)
      throws IOException, InterruptedException {
    String url = server.newDatabase();
    Path directory = server.dataDirectory().resolve(url.substring(url.lastIndexOf('/') + 1));
    byte[] options = Files.readAllBytes(directory.resolve(OPTIONS));
    mount(directory, megabytes);
    Files.write(directory.resolve(OPTIONS), options);
    return new DatabaseDisk(directory, url);
  }

  /** Puts a new database of that server on a new disk. */
  static DatabaseDisk under(PostgreSqlServer server, int megabytes)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("postgresql-disk-");
    mount(directory, megabytes);
    return new DatabaseDisk(directory, server.newDatabaseIn(directory));
  }

  /** Puts an embedded database in that directory, which it makes, on a new disk. */
  static DatabaseDisk embedded(Path directory, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectory(directory);
    mount(directory, megabytes);
    return new DatabaseDisk(
        directory, "jdbc:h2:file:%s/executions;WRITE_DELAY=0".formatted(directory));
  }

  private static void mount(Path directory, int megabytes)
      throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
  }

  /** Returns the database's JDBC URL. */
  String url() {
    return url;
  }

  /** Takes all of the room that is left. */
  void fill() throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(block);
      }
    } catch (IOException e) {
      if (Files.size(ballast()) == 0) {
        throw e;
      }
    }
  }

  void makeRoom() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(List.of(command) + " ended with " + code);
    }
  }

  /** Takes the disk away; the server must have ended. */
  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", directory.toString());
  }
}
