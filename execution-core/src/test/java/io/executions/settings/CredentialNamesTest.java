package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Proxy-Authorization",
        "X-Auth",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "apikey",
        "Ocp-Apim-Subscription-Key",
        "Private-Token",
        "X-CSRF",
        "X-XSRF-Token",
        "X-Amz-Security-Token",
        "X-Bearer",
        "X-Sig",
        "X_SIG",
        "X-Sign",
        "X-Hub-Signature-256",
        "X-Shopify-Hmac-SHA256",
        "DPoP",
        "X-Goog-Iap-Jwt-Assertion",
        "X-Passwd",
        "X-Pass",
        "X-Pwd",
        "X-Secret",
        "Session",
        "X-Sid",
        "X-Otp",
        "X-Login",
        "X-Client-Cert"
      })
  void knowWhatMayBeACredentialByItsName(String name) {
    assertThat(CredentialNames.parse("").contain(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Content-Type",
        "User-Agent",
        "Host",
        "Date",
        "ETag",
        "Location",
        "Retry-After",
        "Idempotency-Key",
        "X-Request-Id",
        "X-Design",
        "X-Compass-Id",
        "Access-Control-Allow-Origin",
        "Accept-Ranges",
        "Upside"
      })
  void leaveTheRestAlone(String name) {
    assertThat(CredentialNames.parse("").contain(name)).isFalse();
  }

  @Test
  void areExtendedByNamesAndPatterns() {
    CredentialNames names = CredentialNames.parse("X-Acme-*, Badge ,*-stamp");
    assertThat(names.contain("x-acme-1")).isTrue();
    assertThat(names.contain("BADGE")).isTrue();
    assertThat(names.contain("X-Stamp")).isTrue();
    assertThat(names.contain("X-Badge")).isFalse();
    assertThat(names.contain("Authorization")).isTrue();
  }

  @Test
  void refuseWhatIsNoHeadersName() {
    assertThatThrownBy(() -> CredentialNames.parse("X-Good, not good"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"not good\" is none");
  }
}
