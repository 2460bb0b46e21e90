package io.executions.handlers.http;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.PermanentFailureException;
import io.executions.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The built-in handler {@code http}: calls a URL and returns the answer.
 *
 * <p>Input {@code {url, method?, headers?, body?, timeoutMs?}}:
 *
 * <ul>
 *   <li>{@code url}: absolute, http or https, without user and password;
 *   <li>{@code method}: GET (the default), HEAD, POST, PUT, PATCH, DELETE or OPTIONS;
 *   <li>{@code headers}: an object of strings; those that the client sets itself are refused;
 *   <li>{@code body}: a string is sent as it is, as {@code text/plain; charset=utf-8}; any other
 *       JSON value, null too, is sent as JSON, as {@code application/json}; a header {@code
 *       Content-Type} overrides either;
 *   <li>{@code timeoutMs}: milliseconds for the whole call, 1 to 86,400,000; 60,000 by default.
 * </ul>
 *
 * <p>Output {@code {status, headers, body}}: headers by lower-case name, several values of one
 * joined by a comma; the body is always a string, decoded by the charset of its type or else UTF-8,
 * and empty when there is none. A body that is no text by that is kept as base64, with {@code
 * bodyBase64: true}. A gzip body is unpacked.
 *
 * <p>It follows at most five redirects, not from https to http, and leaves credentials out when the
 * origin changes. A status of 400 or more fails the attempt, as does anything on the network; an
 * address that is not allowed and a body of more than 1 MiB, or of more than {@code
 * EXECUTION_OUTPUT_MAX_BYTES} if that is less, fail the execution for good. A call that fails after
 * an answer has begun keeps it as its output, with the first 64 KiB of its body, and {@code
 * truncated: true} if that is not all. Proxies of the system are not used.
 *
 * <p>After GET, HEAD and OPTIONS a connection stays open for some seconds, for the next such
 * request to the same scheme, host and port; it is used only if it leads to an address that was
 * found and allowed for that request. Thread-safe.
 */
@ApplicationScoped
public class HttpHandler implements ExecutionHandler<JsonValue, JsonValue> {
  private final HttpCalls calls;

  /** For the container's proxy, which never calls anything. */
  protected HttpHandler() {
    calls = null;
  }

  /** Makes a handler that calls what the settings allow. */
  @Inject
  public HttpHandler(Settings settings) {
    this(
        new HttpCalls(
            HttpRules.of(settings),
            settings.workers(),
            InetAddress::getAllByName,
            () -> DefaultTls.CONTEXT));
  }

  HttpHandler(HttpCalls calls) {
    this.calls = calls;
  }

  // reading the trusted certificates takes a while, so not before the first call over https
  private static final class DefaultTls {
    static final SSLContext CONTEXT = SSLContexts.createDefault();
  }

  @Override
  public String type() {
    return "http";
  }

  /** The body of an answer is bounded, whatever JSON makes of it. */
  @Override
  public boolean boundsOutput() {
    return true;
  }

  @Override
  public JsonValue handle(JsonValue input, ExecutionContext context)
      throws IOException, PermanentFailureException {
    HttpInputReader reader = new HttpInputReader(input);
    HttpInput valid = reader.input().orElseThrow(() -> invalid(reader.faults()));
    return calls.call(valid, context::onCancel);
  }

  @Override
  public List<Fault> check(JsonValue input) {
    return new HttpInputReader(input).faults();
  }

  @Override
  public JsonValue exampleInput() {
    return Json.createObjectBuilder().add("url", "https://example.org/").build();
  }

  @PreDestroy
  void close() {
    calls.close();
  }

  private static PermanentFailureException invalid(List<Fault> faults) {
    return new PermanentFailureException(
        faults.stream()
            .map(fault -> fault.under("/input"))
            .map(fault -> fault.pointer() + " " + fault.detail())
            .collect(Collectors.joining("; ")));
  }
}
