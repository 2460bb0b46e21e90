package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.PermanentFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets the proxy of the whole JVM")
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerAddressTest {
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start().on("/", 200, Map.of(), "reached");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "[::]"
      })
  void refusesLoopbackInEveryFormByDefault(String host) {
    HttpHandler handler = Handlers.allowing("public");

    assertThatThrownBy(() -> Handlers.get(handler, url(host)))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageEndingWith(" is not allowed by EXECUTION_HTTP_ALLOW");
    assertThat(server.received()).isEmpty();
    handler.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x7f.1", "0x7f000001", "LOCALHOST.", "127.0.0.1."})
  void neverReachesLoopbackInAFormThatOnlySomeSystemsKnow(String host) {
    HttpHandler handler = Handlers.allowing("public");

    assertThatThrownBy(
            () -> Handlers.call(handler, "{'url':'%s','timeoutMs':500}".formatted(url(host))))
        .isInstanceOf(Exception.class);
    assertThat(server.received()).isEmpty();
    handler.close();
  }

  @Test
  void namesTheHostThatIsNotAllowed() {
    HttpHandler handler = Handlers.allowing("public");

    assertThatThrownBy(() -> Handlers.get(handler, url("localhost") + "?token=hidden"))
        .hasMessage("localhost is not allowed by EXECUTION_HTTP_ALLOW");
    handler.close();
  }

  @Test
  void callsAHostOfAPatternWhateverItResolvesTo() throws Exception {
    HttpHandler handler =
        Handlers.with("*.example.org", host -> InetAddress.getAllByName("127.0.0.1"));

    assertThat(Handlers.get(handler, url("my_api.example.org")).getString("body"))
        .isEqualTo("reached");
    assertThat(server.received().get(0).headers().get("Host"))
        .containsExactly("my_api.example.org:" + server.port());
    assertThatThrownBy(() -> Handlers.get(handler, url("example.net")))
        .isInstanceOf(PermanentFailureException.class);
    handler.close();
  }

  @Test
  void connectsToTheCheckedAddressWhateverTheNameSaysLater() {
    AtomicInteger lookUps = new AtomicInteger();
    HttpHandler handler =
        Handlers.with(
            "127.0.0.2",
            host ->
                InetAddress.getAllByName(
                    lookUps.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"));

    // nobody listens on the allowed address; a second look-up would lead to the server
    assertThatThrownBy(() -> Handlers.get(handler, url("rebind.example")))
        .hasMessage(
            "Could not connect to rebind.example:%d: connection refused".formatted(server.port()));
    assertThat(lookUps).hasValue(1);

    assertThatThrownBy(() -> Handlers.get(handler, url("rebind.example")))
        .hasMessage("rebind.example is not allowed by EXECUTION_HTTP_ALLOW");
    assertThat(server.received()).isEmpty();
    handler.close();
  }

  @Test
  void looksUpAnewForEachRequest() throws Exception {
    List<String> lookedUp = new CopyOnWriteArrayList<>();
    server.redirect("/start", 302, "/end");
    HttpHandler handler =
        Handlers.with(
            "127.0.0.1",
            host -> {
              lookedUp.add(host);
              return InetAddress.getAllByName(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2");
            });

    assertThatThrownBy(() -> Handlers.get(handler, url("h.example") + "start"))
        .hasMessage("h.example is not allowed by EXECUTION_HTTP_ALLOW");
    assertThat(lookedUp).containsExactly("h.example", "h.example");
    assertThat(server.received()).hasSize(1);
    handler.close();
  }

  @Test
  void connectsOnlyToTheAllowedOnesOfManyAddresses() throws Exception {
    try (LocalServer forbidden = LocalServer.startOn("127.0.0.2").on("/", 200, Map.of(), "no")) {
      HttpHandler handler = Handlers.with("127.0.0.3", HttpHandlerAddressTest::threeAddresses);

      assertThatThrownBy(
              () -> Handlers.get(handler, "http://h.example:%d/".formatted(forbidden.port())))
          .hasMessage(
              "Could not connect to h.example:%d: connection refused".formatted(forbidden.port()));
      assertThat(forbidden.received()).isEmpty();
      handler.close();
    }
  }

  @Test
  void triesTheNextAddressWhenOneDoesNotTakeTheConnection() throws Exception {
    HttpHandler handler = Handlers.with("127.0.0.0/8", HttpHandlerAddressTest::threeAddresses);

    assertThat(Handlers.get(handler, url("h.example")).getString("body")).isEqualTo("reached");
    handler.close();
  }

  @Test
  void saysSoWhenAHostIsUnknown() {
    HttpHandler handler =
        Handlers.with(
            "public",
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> Handlers.get(handler, "http://nowhere.example:81/?a"))
        .isInstanceOf(IOException.class)
        .hasMessage("Unknown host nowhere.example");
    handler.close();
  }

  @Test
  void usesNoProxyOfTheSystem() throws Exception {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    HttpHandler handler = Handlers.allowing("127.0.0.1");
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "1");
    System.setProperty("http.nonProxyHosts", "");
    System.setProperty("socksProxyHost", "127.0.0.1");
    System.setProperty("socksProxyPort", "1");
    ProxySelector.setDefault(new Recording(before, asked));
    try {
      assertThat(Handlers.get(handler, url("127.0.0.1")).getString("body")).isEqualTo("reached");
      assertThat(asked).isEmpty();
    } finally {
      ProxySelector.setDefault(before);
      List.of(
              "http.proxyHost",
              "http.proxyPort",
              "http.nonProxyHosts",
              "socksProxyHost",
              "socksProxyPort")
          .forEach(System::clearProperty);
      handler.close();
    }
  }

  private static final class Recording extends ProxySelector {
    private final ProxySelector real;
    private final List<URI> asked;

    Recording(ProxySelector real, List<URI> asked) {
      this.real = real;
      this.asked = asked;
    }

    @Override
    public List<Proxy> select(URI uri) {
      asked.add(uri);
      return real.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      real.connectFailed(uri, address, failure);
    }
  }

  private static InetAddress[] threeAddresses(String host) throws UnknownHostException {
    return new InetAddress[] {
      InetAddress.getByName("127.0.0.2"),
      InetAddress.getByName("127.0.0.3"),
      InetAddress.getByName("127.0.0.1")
    };
  }

  private String url(String host) {
    return "http://%s:%d/".formatted(host, server.port());
  }
}
