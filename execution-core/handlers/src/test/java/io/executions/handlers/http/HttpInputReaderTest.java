package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Fault;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpInputReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "HTTP://EXAMPLE.org/",
        "http://my_service:8080/",
        "http://example.org//a",
        "http://[2001:db8::1]:80/",
        "http://example.org/ü",
        "http://example.org:/"
      })
  void takesAUrl(String url) {
    assertThat(faults(Json.createObjectBuilder().add("url", url).build())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http:example.org",
        "http:///a",
        "http://",
        "http://user:secret@example.org/",
        "http://@example.org/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:99999999999/",
        "http://exa mple.org/",
        "http://example.org\\@evil.example/",
        "http://bücher.example/",
        "http://[1.2]/",
        "http://[fe80::1%25eth0]/",
        "http://example.org/\r\nX: y",
        "http://%6cocalhost/"
      })
  void refusesWhatIsNoUrlToCall(String url) {
    List<Fault> faults = faults(Json.createObjectBuilder().add("url", url).build());

    assertThat(faults).extracting(Fault::pointer).containsExactly("/url");
    assertThat(faults.get(0).detail()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                | ''",
        "{}                                                | /url",
        "{'url':null}                                      | /url",
        "{'url':1}                                         | /url",
        "{'url':'http://h/','method':'get'}                | /method",
        "{'url':'http://h/','method':'TRACE'}              | /method",
        "{'url':'http://h/','method':'CONNECT'}            | /method",
        "{'url':'http://h/','method':null}                 | /method",
        "{'url':'http://h/','timeoutMs':0}                 | /timeoutMs",
        "{'url':'http://h/','timeoutMs':-1}                | /timeoutMs",
        "{'url':'http://h/','timeoutMs':1.5}               | /timeoutMs",
        "{'url':'http://h/','timeoutMs':'500'}             | /timeoutMs",
        "{'url':'http://h/','timeoutMs':86400001}          | /timeoutMs",
        "{'url':'http://h/','timeoutMs':1e999999999}       | /timeoutMs",
        "{'url':'http://h/','timeoutMs':1e-999999999}      | /timeoutMs",
        "{'url':'http://h/','timeoutMs':true}              | /timeoutMs",
        "{'url':'http://h/','headers':[]}                  | /headers",
        "{'url':'http://h/','headers':{'X':1}}             | /headers/X",
        "{'url':'http://h/','headers':{'X':['a']}}         | /headers/X",
        "{'url':'http://h/','headers':{'':'a'}}            | /headers/",
        "{'url':'http://h/','headers':{'X Y':'a'}}         | /headers/X Y",
        "{'url':'http://h/','headers':{'X~/Y:':'a'}}       | /headers/X~0~1Y:",
        "{'url':'http://h/','headers':{'X':'a\\r\\nY: b'}} | /headers/X",
        "{'url':'http://h/','headers':{'X':'a\\u0000'}}    | /headers/X",
        "{'url':'http://h/','headers':{'X':'ä'}}           | /headers/X",
        "{'url':'http://h/','headers':{'hOST':'a'}}        | /headers/hOST",
        "{'url':'http://h/','headers':{'Content-Length':'1'}}   | /headers/Content-Length",
        "{'url':'http://h/','headers':{'Transfer-Encoding':'chunked'}} | /headers/Transfer-Encoding",
        "{'url':'http://h/','headers':{'Connection':'close'}}   | /headers/Connection",
        "{'url':'http://h/','headers':{'X-A':'1','x-a':'2'}}    | /headers/x-a",
        "{'url':'http://h/','a/b':1}                            | /a~1b"
      })
  void namesAFaultByItsPointer(String input, String pointer) {
    assertThat(faults(input)).extracting(Fault::pointer).containsExactly(pointer);
  }

  @Test
  void tellsEveryFaultAtOnce() {
    assertThat(faults("{'method':'X','headers':{'Host':'h','A':2},'timeoutMs':0,'extra':1}"))
        .extracting(Fault::pointer)
        .containsExactly("/url", "/method", "/headers/Host", "/headers/A", "/timeoutMs", "/extra");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'text'         | text            | text/plain; charset=utf-8",
        "''             | ''              | text/plain; charset=utf-8",
        "{'a':[1,null]} | {\"a\":[1,null]} | application/json",
        "null           | null            | application/json",
        "false          | false           | application/json",
        "1e999999999    | 1E+999999999    | application/json"
      },
      quoteCharacter = '`')
  void sendsABodyThatIsNoStringAsJson(String body, String sent, String type) {
    Request request =
        new HttpInputReader(json("{'url':'http://h/','body':" + body + "}"))
            .input()
            .orElseThrow()
            .first();

    assertThat(new String(request.body().orElseThrow(), StandardCharsets.UTF_8))
        .isEqualTo(sent.equals("''") ? "" : sent);
    assertThat(request.headers()).containsEntry("content-type", type);
  }

  @Test
  void leavesAGivenContentTypeAsItIs() {
    Request request =
        new HttpInputReader(
                json("{'url':'http://h/','body':{},'headers':{'content-type':'application/x'}}"))
            .input()
            .orElseThrow()
            .first();

    assertThat(request.headers()).containsOnlyKeys("content-type");
    assertThat(request.headers()).containsEntry("Content-Type", "application/x");
  }

  @Test
  void takesTheLongestTimeoutAndHasADefault() {
    assertThat(timeoutMillis("{'url':'http://h/','timeoutMs':86400000}")).isEqualTo(86_400_000);
    assertThat(timeoutMillis("{'url':'http://h/','timeoutMs':1e3}")).isEqualTo(1000);
    assertThat(timeoutMillis("{'url':'http://h/'}")).isEqualTo(60_000);
  }

  private static long timeoutMillis(String input) {
    return new HttpInputReader(json(input)).input().orElseThrow().timeout().toMillis();
  }

  private static List<Fault> faults(String input) {
    return faults(json(input));
  }

  private static List<Fault> faults(JsonValue input) {
    HttpInputReader reader = new HttpInputReader(input);
    assertThat(reader.input().isPresent()).isEqualTo(reader.faults().isEmpty());
    return reader.faults();
  }

  private static JsonValue json(String text) {
    JsonObject holder =
        Json.createReader(new StringReader("{\"v\":" + text.replace('\'', '"') + "}")).readObject();
    return holder.get("v");
  }
}
