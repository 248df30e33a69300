package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.app.DeployedDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The base, each of its components, all of them that go together, and the overlays. */
final class KustomizeTest {
  private static final String GRAFANA = "grafana";

  @TempDir private Path folder;

  @BeforeAll
  static void requireKubectl() {
    Kustomize.require();
  }

  static List<String> components() throws IOException {
    return Stream.concat(
            children("components").map(each -> "kustomize/" + each), Stream.of(GRAFANA))
        .toList();
  }

  static List<String> overlays() throws IOException {
    return children("overlays").toList();
  }

  private static Stream<String> children(String parent) throws IOException {
    try (Stream<Path> found = Files.list(Kustomize.FOLDER.resolve(parent))) {
      return found.map(each -> parent + "/" + each.getFileName()).sorted().toList().stream();
    }
  }

  private void requireSound(Manifests manifests) throws IOException {
    Soundness.check(manifests);
    HelmChart.require();
    DeployedDaemon.Reading reading =
        ContainerFiles.reading(manifests, Files.createTempDirectory(folder, "root"));
    assertThat(reading.problems()).isEmpty();
  }

  private Manifests with(String... components) throws Exception {
    return Kustomize.withComponents(Files.createTempDirectory(folder, "over"), components);
  }

  @Test
  void base_isSound() throws Exception {
    requireSound(Kustomize.render(Kustomize.FOLDER.resolve("base")));
  }

  @ParameterizedTest
  @MethodSource("components")
  void component_onTheBase_isSound(String component) throws Exception {
    Manifests manifests = with(component);

    requireSound(manifests);
    assertThat(manifests.objects())
        .isNotEqualTo(Kustomize.render(Kustomize.FOLDER.resolve("base")).objects());
  }

  @Test
  void components_allTogether_areSound() throws Exception {
    List<String> all =
        components().stream().filter(each -> !each.endsWith("/high-availability")).toList();

    requireSound(with(all.toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void overlay_isSound(String overlay) throws Exception {
    requireSound(Kustomize.render(Kustomize.FOLDER.resolve(overlay)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/production", "overlays/demo"})
  void dashboardsAndMonitor_areNotThereUnasked(String rendered) throws Exception {
    Manifests manifests = Kustomize.render(Kustomize.FOLDER.resolve(rendered));

    assertThat(manifests.ofKind("ConfigMap")).isEmpty();
    assertThat(manifests.ofKind("ServiceMonitor")).isEmpty();
  }

  @Test
  void dashboards_areAllOfTheProject() throws Exception {
    var given = new TreeSet<String>();
    with(GRAFANA)
        .ofKind("ConfigMap")
        .forEach(
            each -> given.add(each.path("data").fieldNames().next().replaceFirst("heapster-", "")));

    try (Stream<Path> files = Files.list(Kustomize.DEPLOY.resolve(GRAFANA))) {
      assertThat(given)
          .containsExactlyElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".json"))
                  .sorted()
                  .toList());
    }
  }

  @Test
  void restApi_knowsNoLogins_isOpenedByTheComponentOnly() throws Exception {
    Manifests base = Kustomize.render(Kustomize.FOLDER.resolve("base"));

    assertThat(base.arguments()).contains("--listen-ip=127.0.0.1");
    assertThat(base.ofKind("Service")).hasSize(1);
    assertThat(with("kustomize/components/rest-api").arguments())
        .noneMatch(argument -> argument.startsWith("--listen-ip"));
  }

  @Test
  void restApi_service_hasOnePortWithoutAName() throws Exception {
    JsonNode ports =
        with("kustomize/components/rest-api").get("Service", "heapster").at("/spec/ports");

    assertThat(ports).hasSize(1);
    assertThat(ports.get(0).has("name")).isFalse();
    assertThat(ports.get(0).path("targetPort").asText()).isEqualTo("http");
  }

  @ParameterizedTest
  @CsvSource({"journal, high-availability", "high-availability, journal"})
  void journal_ofTwoReplicas_isRefusedInEitherOrder(String first, String second) throws Exception {
    Path scratch = Files.createTempDirectory(folder, "over");
    Kustomize.write(scratch, "kustomize/components/" + first, "kustomize/components/" + second);

    assertThat(Kustomize.refusal(scratch)).contains("components/" + second, "test failed");
  }

  @Test
  void withoutResourceMetrics_leavesThemAndTheirRoleToMetricsServer() throws Exception {
    Manifests manifests = with("kustomize/components/without-resource-metrics");

    assertThat(manifests.ofKind("APIService").stream().map(Manifests::name))
        .containsExactlyInAnyOrder(
            "v1beta1.custom.metrics.k8s.io",
            "v1beta1.external.metrics.k8s.io",
            "v1beta2.custom.metrics.k8s.io");
    assertThat(manifests.find("ClusterRole", "system:aggregated-metrics-reader")).isEmpty();
  }

  @Test
  void insecureKubelets_changesTheSourceOnly() throws Exception {
    var arguments = new ArrayList<>(with("kustomize/components/insecure-kubelets").arguments());
    Manifests base = Kustomize.render(Kustomize.FOLDER.resolve("base"));

    assertThat(arguments.removeFirst()).isEqualTo("--source=kubernetes.summary_api:?insecure=true");
    assertThat(arguments)
        .containsExactlyElementsOf(base.arguments().subList(1, base.arguments().size()));
    assertThat(with("kustomize/components/insecure-kubelets").ids()).isEqualTo(base.ids());
    assertThat(Files.readString(Kustomize.FOLDER.resolve("overlays/demo/kustomization.yaml")))
        .contains("components/insecure-kubelets", "without a login");
  }

  /** What the component's comment says to add, to the letter; the RoleBinding is the base's. */
  @Test
  void certManager_inAnotherNamespace_isSoundWithTheDocumentedEdit() throws Exception {
    Path scratch = Files.createTempDirectory(folder, "over");
    Kustomize.write(scratch, "kustomize/components/cert-manager");
    String comment =
        Files.readString(Kustomize.FOLDER.resolve("components/cert-manager/kustomization.yaml"));
    String edit =
        comment
            .lines()
            .filter(line -> line.startsWith("#   "))
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n", "namespace: monitoring\n", "\n"));
    Files.writeString(scratch.resolve("kustomization.yaml"), edit, StandardOpenOption.APPEND);

    Manifests manifests = Kustomize.render(scratch);
    Soundness.check(manifests);
    assertThat(manifests.ofKind("APIService"))
        .allMatch(api -> api.at("/spec/service/namespace").asText().equals("monitoring"))
        .allMatch(api ->
            api.at("/metadata/annotations/cert-manager.io~1inject-ca-from")
                .asText()
                .equals("monitoring/heapster-tls"));
  }

  @Test
  void base_owned_isEveryGroupThatIsServed() throws Exception {
    assertThat(
            Kustomize.render(Kustomize.FOLDER.resolve("base")).ofKind("APIService").stream()
                .map(Manifests::name))
        .containsExactlyInAnyOrder(
            "v1.metrics.k8s.io",
            "v1beta1.custom.metrics.k8s.io",
            "v1beta1.external.metrics.k8s.io",
            "v1beta1.metrics.k8s.io",
            "v1beta2.custom.metrics.k8s.io");
  }

  @Test
  void production_isClosedVerifiedAndTwice() throws Exception {
    HelmChart.require();
    Manifests manifests = Kustomize.render(Kustomize.FOLDER.resolve("overlays/production"));

    assertThat(manifests.deployment().at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(manifests.deployment().at("/spec/template/spec/priorityClassName").asText())
        .isEqualTo("system-cluster-critical");
    manifests.only("PodDisruptionBudget");
    manifests.only("NetworkPolicy");
    for (JsonNode api : manifests.ofKind("APIService")) {
      assertThat(api.path("spec").has("insecureSkipTLSVerify")).isFalse();
    }
    JsonNode chart = HelmChart.render("nodes: 1000").container().path("resources");
    assertThat(manifests.container().path("resources")).isEqualTo(chart);
  }

  @Test
  void base_andChart_startTheSame() throws Exception {
    HelmChart.require();
    Manifests base = Kustomize.render(Kustomize.FOLDER.resolve("base"));
    Manifests chart = HelmChart.render("{}");

    DeployedDaemon.Reading ofBase = ContainerFiles.reading(base, folder);
    DeployedDaemon.Reading ofChart = ContainerFiles.reading(chart, folder);
    assertThat(ofChart.config())
        .usingRecursiveComparison()
        .ignoringFields("shown.origin") // the chart says defaults, too
        .isEqualTo(ofBase.config());
    assertThat(compared(chart.deployment())).isEqualTo(compared(base.deployment()));
    for (String kind : List.of("ClusterRole", "APIService", "Service", "ServiceAccount")) {
      assertThat(chart.ofKind(kind)).hasSameSizeAs(base.ofKind(kind));
    }
    for (JsonNode api : base.ofKind("APIService")) {
      assertThat(chart.get("APIService", Manifests.name(api)).path("spec"))
          .isEqualTo(api.path("spec"));
    }
    assertThat(chart.get("ClusterRole", "heapster:reader").path("rules"))
        .isEqualTo(base.get("ClusterRole", "heapster:reader").path("rules"));
  }

  /**
   * Without what the chart says where the base leaves it to defaults, and what it adds to labels.
   */
  private static JsonNode compared(JsonNode deployment) {
    ObjectNode copy = deployment.deepCopy();
    copy.remove("metadata");
    object(copy, "/spec").remove("revisionHistoryLimit");
    object(copy, "/spec/template/spec").remove("terminationGracePeriodSeconds");
    object(copy, "/spec/template/spec/containers/0").remove(List.of("args", "imagePullPolicy"));
    for (String labels : List.of("/spec/selector/matchLabels", "/spec/template/metadata/labels")) {
      object(copy, labels).remove("app.kubernetes.io/instance");
    }
    return copy;
  }

  private static ObjectNode object(JsonNode root, String path) {
    return (ObjectNode) root.at(path);
  }
}
