package io.executions.web;

import io.executions.api.port.Sha256;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The static files of the application, kept in memory, each with a tag of its content: a browser
 * asks each time whether its copy is the right one. Servers would make the tag of the time and the
 * size, which two builds may have in common, or make none. Thread-safe.
 */
final class StaticFiles {
  private static final String WELCOME = "index.html";
  private static final int TAG_CHARACTERS = 32;

  private record StaticFile(byte[] bytes, String mediaType, String tag) {}

  private final Map<String, StaticFile> files = new TreeMap<>();

  private StaticFiles() {}

  /** Reads all of them; what lies in WEB-INF and META-INF is none. */
  static StaticFiles of(ServletContext context) {
    StaticFiles files = new StaticFiles();
    files.addAll(context, "/");
    return files;
  }

  private void addAll(ServletContext context, String directory) {
    Set<String> paths = context.getResourcePaths(directory);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("-INF/")) {
        continue;
      }
      if (path.endsWith("/")) {
        addAll(context, path);
      } else {
        files.put(path, read(context, path));
      }
    }
  }

  private static StaticFile read(ServletContext context, String path) {
    try (InputStream stream = context.getResourceAsStream(path)) {
      byte[] bytes = stream.readAllBytes();
      String mediaType = context.getMimeType(path);
      return new StaticFile(
          bytes, mediaType == null ? "application/octet-stream" : mediaType, tag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag(byte[] bytes) {
    return '"' + Sha256.hex(bytes).substring(0, TAG_CHARACTERS) + '"';
  }

  /** Answers a request to read, if there is such a file; returns whether there is. */
  boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    StaticFile file = files.get(path.endsWith("/") ? path + WELCOME : path);
    if (file == null) {
      return false;
    }
    response.setHeader(HttpHeaders.ETAG, file.tag());
    if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), file.tag())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return true;
    }
    response.setContentType(file.mediaType());
    response.setContentLength(file.bytes().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(file.bytes());
    }
    return true;
  }

  /** What changes a body on its way, such as a proxy that compresses it, makes a tag a weak one. */
  private static boolean isKnown(String known, String tag) {
    return known != null
        && Arrays.stream(known.split(","))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }
}
