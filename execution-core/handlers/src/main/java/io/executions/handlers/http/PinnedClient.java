package io.executions.handlers.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
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
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client around one connection, which goes where it is told. It does nothing by itself: no
 * proxy, no redirect, no retry, no cookies, no authentication. Not thread-safe.
 */
final class PinnedClient {
  private static final int MAX_HEADERS = 128;
  private static final int MAX_HEADER_LENGTH = 16_384;
  private static final RequestConfig PLAIN =
      RequestConfig.custom()
          .setAuthenticationEnabled(false)
          .setProtocolUpgradeEnabled(false)
          .setRedirectsEnabled(false)
          .build();

  private final BasicHttpClientConnectionManager connections;
  private final CloseableHttpClient client;

  /**
   * Makes a client that is not connected.
   *
   * @param sockets gives one that is not connected either
   * @param addresses where to connect to, whatever the host's name
   */
  PinnedClient(
      Supplier<SSLContext> tls, Supplier<Socket> sockets, Supplier<List<InetAddress>> addresses) {
    connections =
        new BasicHttpClientConnectionManager(
            operator(tls, sockets, addresses),
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_HEADER_LENGTH)
                        .build())
                .build());
    client =
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

  /** Bounds the time to connect to one address, and that of a TLS handshake. */
  void bound(Duration connecting, Duration handshake) {
    connections.setConnectionConfig(
        ConnectionConfig.custom().setConnectTimeout(Timeout.of(connecting)).build());
    connections.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(handshake)).build());
  }

  /** Sends the request, connects before that if need be, and returns the answer, yet to be read. */
  ClassicHttpResponse execute(HttpHost host, ClassicHttpRequest message) throws IOException {
    return client.executeOpen(host, message, HttpClientContext.create());
  }

  /** Ends it at once. */
  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static HttpClientConnectionOperator operator(
      Supplier<SSLContext> tls, Supplier<Socket> sockets, Supplier<List<InetAddress>> addresses) {
    TlsSocketStrategy verified =
        (socket, host, port, attachment, context) ->
            new DefaultClientTlsStrategy(tls.get(), HostnameVerificationPolicy.BUILTIN, null)
                .upgrade(socket, host, port, attachment, context);
    return new DefaultHttpClientConnectionOperator(
        proxy -> sockets.get(),
        null,
        new Pinned(addresses),
        RegistryBuilder.<TlsSocketStrategy>create().register("https", verified).build());
  }

  private record Pinned(Supplier<List<InetAddress>> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.get().toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
