package io.executions.it.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The runnable JAR with {@link CounterHandler} in its application. */
final class CounterArchive {
  private static final String APPLICATION = "MICRO-INF/deploy/ROOT.war";
  private static final List<Class<?>> ADDED =
      List.of(CounterHandler.class, CounterHandler.Table.class);

  private CounterArchive() {}

  /** Writes it to that directory and returns its path. */
  static Path in(Path directory) throws IOException {
    Path archive = directory.resolve("counter.jar");
    Path product = Path.of(System.getProperty("service.archive"));
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(product));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(archive))) {
      to.setLevel(0);
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(APPLICATION)) {
          to.write(withHandler(from.readAllBytes()));
        } else {
          from.transferTo(to);
        }
      }
    }
    return archive;
  }

  private static byte[] withHandler(byte[] application) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(application));
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.transferTo(to);
      }
      for (Class<?> each : ADDED) {
        String file = each.getName().replace('.', '/') + ".class";
        to.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
        try (InputStream content =
            CounterArchive.class.getClassLoader().getResourceAsStream(file)) {
          content.transferTo(to);
        }
      }
    }
    return bytes.toByteArray();
  }
}
