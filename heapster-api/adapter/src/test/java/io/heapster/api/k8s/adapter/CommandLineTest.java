package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(AdapterFlags.all(), List.of(arguments));
  }

  private static AdapterSettings settings(String... arguments) {
    return AdapterSettings.of(parse(arguments), List.of());
  }

  @Test
  void parse_nothing_givesTheStandards() {
    AdapterSettings settings = settings();
    assertThat(settings.listener().port()).isEqualTo(6443);
    assertThat(settings.listener().http2()).isTrue();
    assertThat(settings.listener().tls().protocols()).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(settings.limits().requestsInFlight()).isEqualTo(400);
    assertThat(settings.limits().requestTime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.authorization().alwaysAllowPaths())
        .containsExactly("/healthz", "/readyz", "/livez");
    assertThat(settings.authentication().requestHeader().usernameHeaders())
        .containsExactly("x-remote-user");
    assertThat(settings.serving().certDir()).isEqualTo("apiserver.local.config/certificates");
  }

  @Test
  void parse_allSpellingsOfKubernetes_areRead() {
    CommandLine line =
        parse(
            "--secure-port=8443",
            "--bind_address",
            "127.0.0.1",
            "--disable-http2-serving",
            "--authentication-skip-lookup=false",
            "-v=4",
            "--request-timeout",
            "1m30s",
            "--authorization-always-allow-paths=/a,/b",
            "--authorization-always-allow-paths=/c",
            "--max-requests-inflight=1",
            "--max-requests-inflight=7",
            "--client-qps",
            "20");
    assertThat(line.problems()).isEmpty();
    AdapterSettings settings = AdapterSettings.of(line, List.of("x.y.svc"));
    assertThat(settings.listener().port()).isEqualTo(8443);
    assertThat(settings.listener().host()).isEqualTo("127.0.0.1");
    assertThat(settings.listener().http2()).isFalse();
    assertThat(settings.limits().requestsInFlight()).isEqualTo(7);
    assertThat(settings.limits().requestTime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.authorization().alwaysAllowPaths()).containsExactly("/a", "/b", "/c");
    assertThat(settings.serving().names()).containsExactly("x.y.svc");
    assertThat(line.warnings())
        .containsExactly(
            "--v is ignored: the log is configured by the logging library",
            "--client-qps is ignored: has no effect here");
  }

  @Test
  void settings_withManyMistakes_tellsAllAtOnce() {
    assertThatThrownBy(() ->
            settings(
                "--secure-prot=1",
                "--request-timeout=soon",
                "--max-requests-inflight=many",
                "--disable-http2-serving=maybe",
                "stray",
                "--tls-cert-file"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--secure-prot: unknown, did you mean \"secure-port\"?")
        .hasMessageContaining("--request-timeout=soon: not a duration")
        .hasMessageContaining("--max-requests-inflight=many: not a whole number")
        .hasMessageContaining("--disable-http2-serving=maybe: give true or false")
        .hasMessageContaining("\"stray\": not a flag")
        .hasMessageContaining("--tls-cert-file: needs a value");
  }

  @Test
  void settings_thatMakeNoSense_areToldTogether() {
    assertThatThrownBy(() ->
            settings(
                "--secure-port=70000",
                "--max-requests-inflight=0",
                "--tls-cert-file=a.crt",
                "--authentication-token-webhook-cache-ttl=-1s",
                "--requestheader-username-headers= ",
                "--authorization-always-allow-paths=/a*b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--secure-port 70000")
        .hasMessageContaining("max-requests-inflight 0")
        .hasMessageContaining("--tls-private-key-file")
        .hasMessageContaining("--authentication-token-webhook-cache-ttl")
        .hasMessageContaining("--requestheader-username-headers")
        .hasMessageContaining("/a*b");
    assertThatThrownBy(() -> settings("--secure-port=0")).hasMessageContaining("nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--audit-log-path=-", "--audit-policy-file=p", "--audit-webhook-config-file=w",
        "--tls-sni-cert-key=a,b", "--egress-selector-config-file=e", "--tls-min-version=SSL3",
        "--tls-cipher-suites=TLS_FANCY"
      })
  void settings_thatCannotBeFulfilled_areErrors(String argument) {
    String flag = argument.substring(0, argument.indexOf('='));
    assertThatThrownBy(() -> settings(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(flag);
  }

  @Test
  void settings_ofTls_areThoseOfGo() {
    AdapterSettings settings =
        settings(
            "--tls-min-version=VersionTLS13",
            "--tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
                + "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305");
    assertThat(settings.listener().tls().protocols()).containsExactly("TLSv1.3");
    assertThat(settings.listener().tls().cipherSuites())
        .containsExactly(
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  }

  @Test
  void help_namesEveryFlagThatWorks() {
    assertThat(parse().help("x"))
        .startsWith("Usage of x:\n  --secure-port=6443\n      Port for HTTPS.\n")
        .contains("--requestheader-allowed-names")
        .contains("Accepted without effect: --profiling");
  }
}
