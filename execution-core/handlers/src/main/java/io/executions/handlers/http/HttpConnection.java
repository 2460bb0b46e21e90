package io.executions.handlers.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.Closer;

/**
 * A connection for one request, and after it perhaps for another one, to addresses that were
 * checked for it and to no others. Not thread-safe.
 */
final class HttpConnection implements Closeable {
  private static final int STALL_MILLIS = 1000;

  private final PinnedClient client;
  private Socket socket;
  private List<InetAddress> addresses;
  private CallStop stop;
  private KeptConnections home;
  private Request sent;
  private boolean mayBeKept;

  /** Makes a connection that is not open yet. */
  HttpConnection(Supplier<SSLContext> tls) {
    client = new PinnedClient(tls, this::openSocket, () -> addresses);
  }

  /**
   * Takes it into use for one request.
   *
   * @param checked where it may lead, tried one after the other until one takes the connection
   * @param call which ends it when it is stopped
   * @param keeper where it goes when it is closed and may be kept
   */
  void use(List<InetAddress> checked, CallStop call, KeptConnections keeper) {
    addresses = checked;
    stop = call;
    home = keeper;
    mayBeKept = false;
    Duration share = stop.remaining().dividedBy(addresses.size()).plusMillis(1);
    client.bound(share, stop.remaining());
  }

  /** Returns whether it is open to one of these addresses, and silent. */
  boolean leadsToOneOf(List<InetAddress> checked) {
    try {
      return isOpen()
          && checked.contains(socket.getInetAddress())
          && socket.getInputStream().available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends the request and returns the answer, whose body is yet to be read. */
  ClassicHttpResponse send(Request request) throws IOException {
    sent = request;
    if (!isOpen()) {
      return sendOnce(request);
    }
    stop.blockedIn(socket);
    try {
      return sendOnce(request);
    } catch (IOException e) {
      // The other side may have closed it meanwhile; it is opened anew then.
      stop.check(request.target(), e);
      return sendOnce(request);
    }
  }

  private ClassicHttpResponse sendOnce(Request request) throws IOException {
    Target target = request.target();
    HttpHost host =
        new HttpHost(target.scheme(), target.host(), target.hasDefaultPort() ? -1 : target.port());
    ClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), host, target.path());
    request.headers().forEach(message::setHeader);
    message.setHeader("Accept-Encoding", "gzip");
    if (!request.mayShare()) {
      message.setHeader("Connection", "close");
    }
    request.body().ifPresent(body -> message.setEntity(new ByteArrayEntity(body, null)));
    return client.execute(host, message);
  }

  /** Waits from now on only a moment for each piece of the answer. */
  void readOnlyWhatComes() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoTimeout(STALL_MILLIS);
    }
  }

  /** Says that the answer is good: if nothing of it is left, the connection may be used again. */
  void mayBeKept(Answer answer) {
    if (!sent.mayShare()) {
      return;
    }
    try {
      readOnlyWhatComes();
      if (answer.isRead() && isOpen()) {
        socket.setSoTimeout(0);
        mayBeKept = true;
      }
    } catch (IOException e) {
      mayBeKept = false; // the answer is good all the same
    }
  }

  /** Ends the use of it, at once, without reading what is left of the answer. */
  @Override
  public void close() {
    if (mayBeKept && stop.blockedInNothing()) {
      home.keep(sent.target(), this);
    } else {
      end();
    }
  }

  /** Closes the connection for good. */
  void end() {
    Closer.closeQuietly(socket);
    client.close();
  }

  // of the library's own sockets, those without a proxy would still ask for the system's SOCKS
  // proxy
  private Socket openSocket() {
    socket = new Socket(Proxy.NO_PROXY);
    stop.blockedIn(socket);
    return socket;
  }

  private boolean isOpen() {
    return socket != null && !socket.isClosed();
  }
}
