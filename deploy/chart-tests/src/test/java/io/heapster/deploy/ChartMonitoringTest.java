package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus is told of a release, and whether it can get there. */
final class ChartMonitoringTest {
  private static final String SINKS = "metricsApi: {enabled: false}\nrestApi: {enabled: true}\n";
  private static final String MONITORED = "serviceMonitor: {enabled: true}\n";

  @BeforeAll
  static void requireHelm() {
    HelmChart.require();
  }

  private static JsonNode endpoint(String values) throws IOException {
    JsonNode monitor = HelmChart.render(values).only("ServiceMonitor");
    assertThat(monitor.at("/spec/endpoints")).hasSize(1);
    return monitor.at("/spec/endpoints/0");
  }

  private static JsonNode alert(String values, String name) throws IOException {
    JsonNode rules = HelmChart.render(values).only("PrometheusRule").at("/spec/groups/0/rules");
    for (JsonNode rule : rules) {
      if (rule.path("alert").asText().equals(name)) {
        return rule;
      }
    }
    throw new AssertionError("no alert " + name + " in " + rules);
  }

  @Test
  void endpoint_withMetricsApis_isTheirPortAndAsksForALogin() throws IOException {
    JsonNode endpoint = endpoint(MONITORED);

    assertThat(endpoint.path("port").asText()).isEqualTo("https");
    assertThat(endpoint.path("scheme").asText()).isEqualTo("https");
    assertThat(endpoint.path("bearerTokenFile").asText()).isNotEmpty();
    assertThat(endpoint.at("/tlsConfig/insecureSkipVerify").asBoolean()).isTrue();
  }

  @Test
  void endpoint_withoutMetricsApis_isTheRestPortAndGetsNoToken() throws IOException {
    JsonNode endpoint = endpoint(SINKS + MONITORED);

    assertThat(endpoint.path("targetPort").asText()).isEqualTo("http");
    assertThat(endpoint.path("scheme").asText()).isEqualTo("http");
    assertThat(endpoint.has("port")).isFalse();
    assertThat(endpoint.has("bearerTokenFile")).isFalse();
    assertThat(endpoint.has("tlsConfig")).isFalse();
  }

  @Test
  void endpoint_ofARestPortWithHttps_verifiesAsTheValuesSay() throws IOException {
    String tls = "metricsApi: {enabled: false}\nrestApi: {enabled: true, tls: {secretName: a}}\n";
    String verified =
        "serviceMonitor: {enabled: true, tlsConfig: {serverName: heapster.example.com}}";

    assertThat(HelmChart.refusal(tls + MONITORED)).contains("serviceMonitor.tlsConfig");
    JsonNode endpoint = endpoint(tls + verified);
    assertThat(endpoint.path("scheme").asText()).isEqualTo("https");
    assertThat(endpoint.at("/tlsConfig/serverName").asText()).isEqualTo("heapster.example.com");
  }

  @Test
  void networkPolicy_ofTheRestPort_letsPrometheusInOrIsRefused() throws IOException {
    String peers = "[{podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}}]";
    JsonNode ingress =
        HelmChart.render(
                SINKS + MONITORED + "networkPolicy: {enabled: true, restApiFrom: " + peers + "}")
            .only("NetworkPolicy")
            .at("/spec/ingress");

    assertThat(ingress).hasSize(1);
    assertThat(ingress.at("/0/ports/0/port").asText()).isEqualTo("http");
    assertThat(ingress.at("/0/from").toString()).contains("prometheus");
    assertThat(HelmChart.refusal(SINKS + MONITORED + "networkPolicy: {enabled: true}"))
        .contains("list Prometheus' pods in networkPolicy.restApiFrom");
  }

  @ParameterizedTest
  @CsvSource({"helm, heapster-tls", "cert-manager, heapster-tls"})
  void authority_inAnotherNamespace_isRefusedUnlessTlsConfigIsGiven(String type, String secret)
      throws IOException {
    String tls = "tls: {type: " + type + ", helm: {lookup: false}}\n";
    String elsewhere = "serviceMonitor: {enabled: true, namespace: monitoring%s}";

    assertThat(endpoint(tls + MONITORED).at("/tlsConfig/ca/secret/name").asText())
        .isEqualTo(secret);
    assertThat(HelmChart.refusal(tls + elsewhere.formatted("")))
        .contains("Secret " + secret + " of namespace kube-system", "looked up in monitoring");
    String given = ", tlsConfig: {insecureSkipVerify: true}";
    assertThat(endpoint(tls + elsewhere.formatted(given)).path("tlsConfig").toString())
        .isEqualTo("{\"insecureSkipVerify\":true}");
  }

  @Test
  void daemonGone_isAnAlertOnThisReleaseWhereItsLabelsAreKnown() throws IOException {
    String rule = "prometheusRule: {enabled: true}\n";

    assertThat(alert(rule, "HeapsterGone").path("expr").asText())
        .isEqualTo("absent(heapster_ticks_total)");
    assertThat(alert(rule + MONITORED, "HeapsterGone").path("expr").asText())
        .isEqualTo(
            "absent(heapster_ticks_total{namespace=\"kube-system\",service=\"heapster-metrics\"})");
    assertThat(alert(rule + MONITORED + SINKS, "HeapsterGone").path("expr").asText())
        .isEqualTo("absent(heapster_ticks_total{namespace=\"kube-system\",service=\"heapster\"})");
  }
}
