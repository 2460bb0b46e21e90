package io.executions.handlers.http;

import io.executions.settings.CredentialNames;
import io.executions.settings.HttpAllow;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.InetAddress;
import org.apache.hc.core5.ssl.SSLContexts;

/** Makes handlers and inputs for tests. */
final class Handlers {
  private Handlers() {}

  static HttpHandler allowing(String list) {
    return with(list, InetAddress::getAllByName);
  }

  static HttpHandler with(String allow, Addresses.NameService names) {
    return new HttpHandler(new HttpCalls(rules(allow), 64, names, SSLContexts::createDefault));
  }

  static HttpRules rules(String allow) {
    return new HttpRules(HttpAllow.parse(allow), CredentialNames.parse("X-Acme-*"), 1 << 20);
  }

  static JsonObject call(HttpHandler handler, String input) throws Exception {
    return call(handler, input, new RunningAttempt());
  }

  static JsonObject call(HttpHandler handler, String input, RunningAttempt attempt)
      throws Exception {
    JsonValue value = Json.createReader(new StringReader(input.replace('\'', '"'))).readObject();
    return handler.handle(value, attempt).asJsonObject();
  }

  static JsonObject get(HttpHandler handler, String url) throws Exception {
    return call(handler, "{'url':'" + url + "'}");
  }
}
