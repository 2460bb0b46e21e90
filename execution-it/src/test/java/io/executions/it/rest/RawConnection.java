package io.executions.it.rest;

import io.executions.api.port.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that sends and takes bytes, not requests. */
final class RawConnection implements AutoCloseable {
  private static final int MOST_MILLIS = 60_000;

  private final Socket socket = new Socket();

  private RawConnection() {}

  static RawConnection to(URI application) throws IOException {
    return to(application, 64 << 10);
  }

  /** Opens one that takes so many bytes at most before somebody reads them. */
  static RawConnection to(URI application, int buffer) throws IOException {
    RawConnection connection = new RawConnection();
    connection.socket.setReceiveBufferSize(buffer);
    connection.socket.setSoTimeout(MOST_MILLIS);
    connection.socket.connect(new InetSocketAddress("127.0.0.1", application.getPort()));
    return connection;
  }

  /** Returns a request head of the administrator's that ends with an empty line. */
  static String head(String line, String... headers) {
    return line
        + "\r\nHost: localhost\r\nAuthorization: Bearer "
        + Service.token(Role.ADMIN)
        + "\r\n"
        + String.join("", java.util.Arrays.stream(headers).map(one -> one + "\r\n").toList())
        + "\r\n";
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Returns all that comes until the other side hangs up. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Returns what comes until the text has come, too. */
  String readTo(String text) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.UTF_8).contains(text)) {
      int value = socket.getInputStream().read();
      if (value < 0) {
        throw new IOException("Ended after " + read);
      }
      read.write(value);
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  /** Says whether the other side has ended the connection, which it tells who sends more. */
  boolean hasEnded() {
    try {
      send("\n");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Returns how many bytes can be read until the connection has ended, in whatever way. */
  long readWhatIsLeft() throws IOException {
    byte[] some = new byte[8192];
    long bytes = 0;
    try {
      int count = socket.getInputStream().read(some);
      while (count >= 0) {
        bytes += count;
        count = socket.getInputStream().read(some);
      }
    } catch (SocketException e) {
      return bytes;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
