package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "http://h,             h,        80,   /",
    "http://H:80/a,        h,        80,   /a",
    "https://h,            h,        443,  /",
    "https://h:80?x=1#f,   h:80,     80,   /?x=1",
    "http://[::1]:8080/,   [::1]:8080, 8080, /",
    "http://h//a//b,       h,        80,   //a//b",
    "http://h/ü?ü,         h,        80,   /%C3%BC?%C3%BC",
    "http://h/a%2Fb,       h,        80,   /a%2Fb"
  })
  void readsAUrl(String url, String authority, int port, String path) {
    Target target = Target.parse(url);

    assertThat(target.authority()).isEqualTo(authority);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "b,                  http, h:81,      /a/b",
    "/b?y,               http, h:81,      /b?y",
    "?y,                 http, h:81,      /a/x?y",
    "'',                 http, h:81,      /a/x?q",
    "../c,               http, h:81,      /c",
    "//other/c,          http, other,     /c",
    "https://other:1/,   https, other:1,  /",
    "' /sp ace|é ',      http, h:81,      /sp%20ace%7C%E9",
    "/already%20encoded, http, h:81,      /already%20encoded"
  })
  void followsALocation(String location, String scheme, String authority, String path) {
    Target target = Target.parse("http://h:81/a/x?q").resolve(location);

    assertThat(target.scheme()).isEqualTo(scheme);
    assertThat(target.authority()).isEqualTo(authority);
    assertThat(target.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://h/",
        "http://user:pw@h/",
        "mailto:a@b",
        "http://",
        "%zz"
      })
  void refusesALocationThatIsNoTarget(String location) {
    Target here = Target.parse("http://h/");

    assertThatThrownBy(() -> here.resolve(location)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesOriginsBySchemeHostAndPort() {
    Target here = Target.parse("http://h/a");

    assertThat(here.isSameOriginAs(Target.parse("http://H:80/b"))).isTrue();
    assertThat(here.isSameOriginAs(Target.parse("http://h:81/a"))).isFalse();
    assertThat(here.isSameOriginAs(Target.parse("https://h:80/a"))).isFalse();
    assertThat(here.isSameOriginAs(Target.parse("http://x.h/a"))).isFalse();
  }

  @Test
  void saysWhyAUrlIsNoneInOneSentence() {
    assertThatThrownBy(() -> Target.parse("http://a b/"))
        .hasMessage("must be a valid URL: illegal character in authority");
  }
}
