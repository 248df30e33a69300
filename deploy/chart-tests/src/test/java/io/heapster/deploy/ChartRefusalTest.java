package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.app.config.DaemonSettings;
import io.heapster.app.config.Setting;
import io.heapster.app.config.SettingGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that must not be taken, and the schema that refuses most of them. */
final class ChartRefusalTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void requireHelm() {
    HelmChart.require();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {sink: [log]}                                          | 'sink'
          {image: {tag: 1}}                                      | /image/tag
          {image: {digest: latest}}                              | /image/digest
          {nodes: 0}                                             | /nodes
          {metricResolution: 60}                                 | /metricResolution
          {metricResolution: 1.5m}                               | /metricResolution
          {tls: {type: none}}                                    | /tls/type
          {tls: {certManager: {issuer: x}}}                      | 'issuer'
          {apiService: {metrics: {insecure: true}}}              | 'insecure'
          {apiService: {caBundle: LS0t}}                         | /apiService/caBundle
          {sinks: log}                                           | /sinks
          {sinks: [{uri: http://a}]}                             | 'kind'
          {config: {metricsResolution: 15s}}                     | metricsResolution
          {livenessProbe: {enabled: false}}                      | 'enabled'
          {journal: {accessModes: [ReadWriteMany]}}              | /journal/accessModes
          {terminationGracePeriodSeconds: 5}                     | /terminationGracePeriodSeconds
          {extraArgs: [log-level=debug]}                         | /extraArgs/0
          """)
  void schema_refusesAndNamesTheValue(String values, String named) throws IOException {
    assertThat(HelmChart.refusal(values)).contains("values don't meet the specifications", named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {journal: {enabled: true}, highAvailability: {enabled: true}} | one data directory serves one daemon
          {journal: {enabled: true}, replicas: 2}                       | one data directory serves one daemon
          {metricsApi: {enabled: false}}                                | the probes have no port to ask
          {tls: {type: existingSecret}}                                 | name the Secret
          {hostNetwork: {enabled: true}, containerPort: 10250}          | 10250 is the kubelet's
          {containerPort: 8082}                                         | are both 8082
          {podDisruptionBudget: {enabled: true, maxUnavailable: 1}}     | give minAvailable or maxUnavailable
          {podDisruptionBudget: {enabled: true}}                        | set minAvailable to null and maxUnavailable to 1
          {podDisruptionBudget: {enabled: true, minAvailable: 10%}}     | with replicas of 1, 10% lets no pod go
          {podDisruptionBudget: {minAvailable: 2}, highAvailability: {enabled: true}} | with replicas of 2, 2 lets no pod go
          {podDisruptionBudget: {enabled: true, minAvailable: null, maxUnavailable: 0%}} | maxUnavailable: 0% lets no pod go
          {restApi: {enabled: true, tls: {clientCertificates: true}}}   | name the Secret with tls.crt, tls.key and ca.crt
          {restApi: {enabled: true, tls: {allowedUsers: [ops]}}}        | users are known by their certificates only
          {restApi: {enabled: true, tls: {secretName: a, allowedUsers: [ops]}}} | restApi.tls.clientCertificates to true
          {restApi: {enabled: true}, networkPolicy: {restApiFrom: [{podSelector: {}}]}} | set networkPolicy.enabled to true
          {sinks: ['influxdb:http://a?pw=${PASSWORD}']}                 | ${PASSWORD} is not among env
          {sinks: ['influxdb:http://a?pw=$PASSWORD']}                   | $PASSWORD is not among env
          {historicalSource: 'influxdb:http://a', sinks: [log]}         | exactly the text of one of the sinks
          {extraArgs: [--log_level=debug]}                              | --log-level is given by the chart
          """)
  void checks_refuseAndSayWhatToDo(String values, String said) throws IOException {
    assertThat(HelmChart.refusal(values)).contains(said);
  }

  @Test
  void cluster_tooOld_isRefused() {
    assertThatThrownBy(() -> HelmChart.text("heapster", "kube-system", "1.26.0", "{}"))
        .hasMessageContaining("incompatible with Kubernetes v1.26.0");
  }

  @Test
  void values_andSchema_haveTheSameNames() throws IOException {
    JsonNode values =
        Manifests.parse(Files.readString(HelmChart.FOLDER.resolve("values.yaml")))
            .objects()
            .getFirst();
    JsonNode schema = schema();
    var problems = new TreeSet<String>();
    compare("", values, schema, schema.path("definitions"), problems);

    assertThat(problems).containsExactly("/global: not in values.yaml");
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Files.readString(HelmChart.FOLDER.resolve("values.schema.json")));
  }

  /** Down to where the schema leaves the rest to Kubernetes. */
  private static void compare(
      String path, JsonNode values, JsonNode schema, JsonNode definitions, Set<String> problems) {
    JsonNode known = schema.path("properties");
    boolean open = schema.path("additionalProperties").asBoolean(true);
    values
        .properties()
        .forEach(entry -> {
          JsonNode below = resolved(known.path(entry.getKey()), definitions);
          if (below.isMissingNode() && !open) {
            problems.add(path + "/" + entry.getKey() + ": not in the schema");
          } else if (below.has("properties")) {
            compare(path + "/" + entry.getKey(), entry.getValue(), below, definitions, problems);
          }
        });
    if (!path.endsWith("Probe") && !path.endsWith("/issuerRef") && !path.equals("/resources")) {
      known
          .fieldNames()
          .forEachRemaining(name -> {
            if (!values.has(name)) {
              problems.add(path + "/" + name + ": not in values.yaml");
            }
          });
    }
  }

  private static JsonNode resolved(JsonNode schema, JsonNode definitions) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? schema : definitions.path(ref.replace("#/definitions/", ""));
  }

  @Test
  void schema_ofConfig_knowsTheDaemonsSettings() throws IOException {
    var settings = new TreeSet<String>();
    for (Setting setting : DaemonSettings.all()) {
      if (setting.group() != SettingGroup.RETIRED && !setting.flag().equals("config")) {
        settings.add(setting.key());
      }
    }

    assertThat(new TreeSet<>(Manifests.texts(schema().at("/properties/config/propertyNames/enum"))))
        .isEqualTo(settings);
  }
}
