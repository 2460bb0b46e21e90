package io.executions.handlers.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection for one request, to addresses that were checked and to no others. The client around
 * it does nothing by itself: no proxy, no redirect, no retry, no cookies, no authentication.
 */
final class HttpConnection implements Closeable {
  private static final int STALL_MILLIS = 1000;
  private static final int MAX_HEADERS = 128;
  private static final int MAX_HEADER_LENGTH = 16_384;
  private static final RequestConfig PLAIN =
      RequestConfig.custom()
          .setAuthenticationEnabled(false)
          .setProtocolUpgradeEnabled(false)
          .setRedirectsEnabled(false)
          .build();

  private final CallStop stop;
  private final CloseableHttpClient client;
  private Socket socket;

  /**
   * Makes one that is not open yet.
   *
   * @param addresses tried one after the other until one takes the connection
   */
  HttpConnection(List<InetAddress> addresses, Supplier<SSLContext> tls, CallStop stop) {
    this.stop = stop;
    Timeout remaining = Timeout.of(stop.remaining());
    Timeout share = Timeout.of(stop.remaining().dividedBy(addresses.size()).plusMillis(1));
    BasicHttpClientConnectionManager connections =
        new BasicHttpClientConnectionManager(
            operator(new Pinned(addresses), tls),
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_HEADER_LENGTH)
                        .build())
                .build());
    connections.setConnectionConfig(ConnectionConfig.custom().setConnectTimeout(share).build());
    connections.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(remaining).build());
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setRoutePlanner(new DefaultRoutePlanner(null))
            .setDefaultRequestConfig(PLAIN)
            .setUserAgent("execution-service")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState()
            .disableContentCompression()
            .build();
  }

  /** Sends the request and returns the answer, whose body is yet to be read. */
  ClassicHttpResponse send(Request request) throws IOException {
    Target target = request.target();
    HttpHost host =
        new HttpHost(target.scheme(), target.host(), target.hasDefaultPort() ? -1 : target.port());
    ClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), host, target.path());
    request.headers().forEach(message::setHeader);
    message.setHeader("Accept-Encoding", "gzip");
    message.setHeader("Connection", "close");
    request.body().ifPresent(body -> message.setEntity(new ByteArrayEntity(body, null)));
    return client.executeOpen(host, message, HttpClientContext.create());
  }

  /** Waits from now on only a moment for each piece of the answer. */
  void readOnlyWhatComes() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoTimeout(STALL_MILLIS);
    }
  }

  /** Closes the connection at once, without reading what is left of the answer. */
  @Override
  public void close() {
    Closer.closeQuietly(socket);
    client.close(CloseMode.IMMEDIATE);
  }

  // of the library's own sockets, those without a proxy would still ask for the system's SOCKS
  // proxy
  private Socket openSocket() {
    socket = new Socket(Proxy.NO_PROXY);
    stop.blockedIn(socket);
    return socket;
  }

  private HttpClientConnectionOperator operator(DnsResolver resolver, Supplier<SSLContext> tls) {
    TlsSocketStrategy verified =
        (socket, host, port, attachment, context) ->
            new DefaultClientTlsStrategy(tls.get(), HostnameVerificationPolicy.BUILTIN, null)
                .upgrade(socket, host, port, attachment, context);
    return new DefaultHttpClientConnectionOperator(
        proxy -> openSocket(),
        null,
        resolver,
        RegistryBuilder.<TlsSocketStrategy>create().register("https", verified).build());
  }

  private record Pinned(List<InetAddress> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
