package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import io.heapster.app.DeployedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart with many sets of values: {@code src/test/resources/values}. */
final class ChartTest {
  private static final Path VALUES = Path.of("src/test/resources/values");

  @TempDir private Path folder;

  @BeforeAll
  static void requireHelm() {
    HelmChart.require();
  }

  static List<String> valueSets() throws IOException {
    try (Stream<Path> files = Files.list(VALUES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  private static Manifests rendered(String set) throws IOException {
    return HelmChart.render(Files.readString(VALUES.resolve(set + ".yaml")));
  }

  @Test
  void lint_strict_findsNothing() {
    LintResult result = HelmChart.lint();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void template_eachSetOfValues_isSound(String set) throws IOException {
    Soundness.check(
        rendered(set), "ServiceAccount kube-system/monitoring", "PersistentVolumeClaim spool");
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void template_eachSetOfValues_isTakenByTheDaemon(String set) throws IOException {
    DeployedDaemon.Reading reading = ContainerFiles.reading(rendered(set), folder);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void versions_areTheBuilds() throws IOException {
    JsonNode chart =
        Manifests.parse(Files.readString(HelmChart.FOLDER.resolve("Chart.yaml")))
            .objects()
            .getFirst();
    String version = DeployedDaemon.version().replace("-SNAPSHOT", "");

    assertThat(chart.path("appVersion").asText()).isEqualTo(version);
    assertThat(chart.path("version").asText()).isEqualTo(version);
    assertThat(HelmChart.render("{}").container().path("image").asText())
        .isEqualTo("heapster:" + version);
  }

  @Test
  void everything_isWhatTheValuesSay() throws IOException {
    Manifests manifests = rendered("everything");
    JsonNode deployment = manifests.deployment();
    JsonNode pod = deployment.at("/spec/template/spec");

    assertThat(Manifests.id(deployment))
        .isEqualTo("apps/v1 Deployment observability/cluster-metrics");
    assertThat(manifests.container().path("image").asText())
        .startsWith("registry.example.com/team/heapster@sha256:0123");
    assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").isInt()).isTrue();
    assertThat(pod.path("schedulerName").asText()).isEqualTo("other");
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(60);
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("reader");
    assertThat(Manifests.map(pod.path("nodeSelector")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("kubernetes.io/os", "linux", "pool", "system"));
    assertThat(manifests.ofKind("ConfigMap")).hasSize(6);
    assertThat(manifests.ofKind("ConfigMap").stream().map(Manifests::namespace))
        .containsOnly("grafana", "observability");
    for (JsonNode object : manifests.objects()) {
      assertThat(Manifests.map(object.at("/metadata/labels"))).containsEntry("team", "platform");
    }
  }

  /** The image starts java itself: {@code HEAPSTER_JAVA_OPTS} is a variable of bin/heapster's. */
  @Test
  void javaOpts_areInTheVariableThatEveryJvmReads() throws IOException {
    JsonNode variables = rendered("everything").container().path("env");

    assertThat(variables.findValuesAsText("name"))
        .contains("JAVA_TOOL_OPTIONS")
        .doesNotContain("HEAPSTER_JAVA_OPTS");
    assertThat(variables.toString()).contains("-XX:ActiveProcessorCount=2");
  }

  @Test
  void budget_givenForOneReplica_letsItGo() throws IOException {
    JsonNode budget =
        HelmChart.render(
                "podDisruptionBudget: {enabled: true, minAvailable: null, maxUnavailable: 1}")
            .only("PodDisruptionBudget");

    assertThat(budget.path("spec").has("minAvailable")).isFalse();
    assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
  }

  @Test
  void dashboards_areThoseOfTheProject() throws IOException {
    Manifests manifests = HelmChart.render("grafana: {dashboards: {enabled: true}}");

    var names = new TreeSet<String>();
    for (JsonNode map : manifests.ofKind("ConfigMap")) {
      String file = map.path("data").fieldNames().next();
      names.add(file.replace("heapster-", ""));
      assertThat(map.path("data").path(file).asText().strip())
          .isEqualTo(
              Files.readString(
                      Kustomize.DEPLOY
                          .resolve("grafana")
                          .resolve(file.replaceFirst("heapster-", "")))
                  .strip());
      assertThat(Manifests.map(map.at("/metadata/labels"))).containsEntry("grafana_dashboard", "1");
    }
    assertThat(names).hasSize(5);
  }

  @Test
  void releases_ofOneClusterAndOneNamespace_shareNothing() throws IOException {
    String second =
        "apiService: {metrics: {create: false}, custom: {create: false}, external: {create: false}}";
    Manifests here = HelmChart.render("heapster", "kube-system", "{}");
    Manifests beside = HelmChart.render("sinks", "kube-system", second);
    Manifests elsewhere = HelmChart.render("heapster", "monitoring", second);

    assertThat(here.ids()).doesNotContainAnyElementsOf(beside.ids());
    assertThat(here.ids()).doesNotContainAnyElementsOf(elsewhere.ids());
    assertThat(beside.ids()).doesNotContainAnyElementsOf(elsewhere.ids());
    assertThat(Manifests.map(here.deployment().at("/spec/selector/matchLabels")))
        .isNotEqualTo(Manifests.map(beside.deployment().at("/spec/selector/matchLabels")));
    Soundness.check(elsewhere);
  }

  @Test
  void names_followTheReleaseUnlessOverridden() throws IOException {
    assertThat(name("heapster", "{}")).isEqualTo("heapster");
    assertThat(name("web", "{}")).isEqualTo("web-heapster");
    assertThat(name("my-heapster-2", "{}")).isEqualTo("my-heapster-2");
    assertThat(name("web", "nameOverride: metrics")).isEqualTo("web-metrics");
    assertThat(name("web", "fullnameOverride: all")).isEqualTo("all");
    Manifests longest = HelmChart.render("a".repeat(53), "kube-system", "journal: {enabled: true}");
    Soundness.check(longest);
    assertThat(Manifests.name(longest.only("Service"))).hasSizeLessThanOrEqualTo(63);
  }

  private static String name(String release, String values) throws IOException {
    return Manifests.name(HelmChart.render(release, "kube-system", values).deployment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100  | 30  | false | 110m  | 300
          1000 | 30  | false | 200m  | 570
          1000 | 30  | true  | 400m  | 764
          5000 | 30  | false | 600m  | 1770
          5000 | 30  | true  | 1600m | 2486
          1000 | 100 | false | 433m  | 1270
          """)
  void resources_followNodesAndPods(int nodes, int pods, boolean sinks, String cpu, int memory)
      throws IOException {
    String values =
        "{nodes: %d, podsPerNode: %d, sinks: [%s]}".formatted(nodes, pods, sinks ? "log" : "");
    JsonNode resources = HelmChart.render(values).container().path("resources");

    assertThat(resources.at("/requests/cpu").asText()).isEqualTo(cpu);
    assertThat(resources.at("/requests/memory").asText()).isEqualTo(memory + "Mi");
    assertThat(resources.at("/limits/memory").asText()).isEqualTo(2 * memory + "Mi");
    assertThat(resources.path("limits")).hasSize(1);
  }

  @Test
  void resources_given_areTaken() throws IOException {
    String values = "{nodes: 5000, resources: {requests: {cpu: 1, memory: 1Gi}}}";

    assertThat(HelmChart.render(values).container().path("resources").toString())
        .isEqualTo("{\"requests\":{\"cpu\":1,\"memory\":\"1Gi\"}}");
  }
}
