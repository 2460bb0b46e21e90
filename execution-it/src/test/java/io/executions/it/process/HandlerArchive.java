package io.executions.it.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The runnable JAR with further classes in its application, such as handlers. */
public final class HandlerArchive {
  private static final String APPLICATION = "MICRO-INF/deploy/ROOT.war";

  private HandlerArchive() {}

  /** Writes it to that directory and returns its path. */
  public static Path in(Path directory, Class<?>... added) throws IOException {
    Path archive = directory.resolve("with-handlers.jar");
    Path product = Path.of(System.getProperty("service.archive"));
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(product));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(archive))) {
      to.setLevel(0);
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(APPLICATION)) {
          to.write(with(added, from.readAllBytes()));
        } else {
          from.transferTo(to);
        }
      }
    }
    return archive;
  }

  private static byte[] with(Class<?>[] added, byte[] application) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(application));
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.transferTo(to);
      }
      for (Class<?> each : added) {
        String file = each.getName().replace('.', '/') + ".class";
        to.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
        try (InputStream content = each.getClassLoader().getResourceAsStream(file)) {
          content.transferTo(to);
        }
      }
    }
    return bytes.toByteArray();
  }
}
