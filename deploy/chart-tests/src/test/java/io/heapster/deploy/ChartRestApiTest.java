package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Heapster's own API in the cluster: its Service, the probes on its port, and what is said of it.
 */
final class ChartRestApiTest {
  private static final String OPEN = "restApi: {enabled: true}\n";
  private static final String CERTIFICATES =
      "restApi: {enabled: true, tls: {secretName: rest, clientCertificates: true}}\n";
  private static final String POLICY = "networkPolicy: {enabled: true}\n";

  @BeforeAll
  static void requireHelm() {
    HelmChart.require();
  }

  /** {@code services/heapster/proxy/}, without a port, finds a port without a name. */
  @Test
  void service_ofTheRestApi_hasOnePortWithoutAName() throws IOException {
    JsonNode ports = HelmChart.render(OPEN).get("Service", "heapster").at("/spec/ports");

    assertThat(ports).hasSize(1);
    assertThat(ports.get(0).has("name")).isFalse();
    assertThat(ports.get(0).path("targetPort").asText()).isEqualTo("http");
  }

  @ParameterizedTest
  @CsvSource({"true, https, HTTPS", "false, http, HTTP"})
  void probes_askWhetherItLivesAndIsReady_notForFreshValues(
      boolean metricsApi, String port, String scheme) throws IOException {
    JsonNode container =
        HelmChart.render(OPEN + "metricsApi: {enabled: " + metricsApi + "}").container();

    for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
      JsonNode get = container.path(probe).path("httpGet");
      assertThat(get.path("path").asText())
          .isEqualTo(probe.equals("readinessProbe") ? "/readyz" : "/livez");
      assertThat(get.path("port").asText()).isEqualTo(port);
      assertThat(get.path("scheme").asText()).isEqualTo(scheme);
    }
  }

  @Test
  void notes_sayWhoIsLetIn() throws IOException {
    assertThat(HelmChart.notes(OPEN)).contains("They know no logins: whoever reaches the Service");
    assertThat(HelmChart.notes(OPEN + POLICY))
        .contains("They know no logins.", "lets in who is listed in networkPolicy.restApiFrom.")
        .doesNotContain("whoever reaches");
    assertThat(HelmChart.notes(CERTIFICATES))
        .contains("Callers show a client certificate of the authority in Secret rest.")
        .doesNotContain("know no logins");
    assertThat(HelmChart.notes(CERTIFICATES + POLICY))
        .contains("Secret rest.", "lets in who is listed in networkPolicy.restApiFrom.")
        .doesNotContain("know no logins");
  }
}
