package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The pages: what browsers may do with them, and how long they keep them. */
interface PageContract extends ServiceContract {
  @Test
  default void pagesMayLoadNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = page("GET", "", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .containsExactly(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  default void aBrowserAsksEachTimeWhetherItsCopyIsTheRightOne() throws Exception {
    for (String path : new String[] {"", "index.html", "style/page.css", "console/main.js"}) {
      HttpResponse<String> file = page("GET", path, "");
      String tag = file.headers().firstValue("ETag").orElseThrow();
      assertThat(tag).matches("\"[0-9a-f]{32}\"");
      assertThat(file.headers().firstValue("Cache-Control")).contains("no-cache");
      for (String known : new String[] {tag, "\"other\", W/" + tag, "*"}) {
        HttpResponse<String> same = page("GET", path, known);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        assertThat(same.body()).isEmpty();
      }
      HttpResponse<String> other = page("GET", path, "\"other\"");
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(file.body());
      HttpResponse<String> head = page("HEAD", path, "");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
          .isEqualTo(file.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
  }

  @Test
  default void whatIsNoPageIsNotToBeHad() throws Exception {
    for (String path :
        new String[] {"WEB-INF/web.xml", "web-inf/web.xml", "META-INF/MANIFEST.MF", "nothing"}) {
      assertThat(page("GET", path, "").statusCode()).as(path).isEqualTo(404);
    }
  }

  private HttpResponse<String> page(String method, String path, String known)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service().application().resolve(path))
            .method(method, BodyPublishers.noBody());
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
