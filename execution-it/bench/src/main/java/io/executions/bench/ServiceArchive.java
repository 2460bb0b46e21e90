package io.executions.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The runnable JAR with the benchmark's handlers in its application. */
final class ServiceArchive {
  private static final String APPLICATION = "MICRO-INF/deploy/ROOT.war";
  private static final String OURS = "io/executions/bench/";

  private ServiceArchive() {}

  /** Writes it. */
  static void write(Path product, Path archive) throws IOException {
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(product));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(archive))) {
      to.setLevel(0);
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(APPLICATION)) {
          to.write(withHandlers(from.readAllBytes()));
        } else {
          from.transferTo(to);
        }
      }
    }
  }

  private static byte[] withHandlers(byte[] application) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(application));
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.transferTo(to);
      }
      for (String part : List.of("subject", "service")) {
        try (Stream<Path> classes = Files.list(classes().resolve(OURS + part))) {
          for (Path file : classes.sorted().toList()) {
            to.putNextEntry(
                new ZipEntry("WEB-INF/classes/" + OURS + part + "/" + file.getFileName()));
            Files.copy(file, to);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(
          ServiceArchive.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
