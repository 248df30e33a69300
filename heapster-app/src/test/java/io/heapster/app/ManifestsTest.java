package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.app.config.DaemonSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The files of {@code deploy/kustomize} against the program that they start, as far as that can be
 * told without rendering them; the rest is in {@code deploy/chart-tests}.
 */
final class ManifestsTest {
  private static final Path DEPLOY = Path.of("..", "deploy", "kustomize");
  private static final Path BASE = DEPLOY.resolve("base");
  private static final String TARGET = "/spec/ports/0/targetPort";
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  private static List<JsonNode> ofKind(String kind) throws IOException {
    return ofKind(DEPLOY, kind);
  }

  private static List<JsonNode> ofKind(Path folder, String kind) throws IOException {
    var found = new ArrayList<JsonNode>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        for (JsonNode node : yaml(Files.readString(file))) {
          if (node.path("kind").asText().equals(kind)) {
            found.add(node);
          }
        }
      }
    }
    return found;
  }

  private static List<JsonNode> yaml(String text) {
    var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    var mapper = new ObjectMapper();
    var documents = new ArrayList<JsonNode>();
    for (Object document : new Load(settings).loadAllFromString(text)) {
      documents.add(mapper.valueToTree(document));
    }
    return documents;
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void deployment_args_areFlagsThatThereAreAndCheckOut() throws IOException {
    List<String> args = texts(ofKind("Deployment").getFirst().at(CONTAINER + "/args"));
    List<String> known =
        DaemonSettings.all().stream().map(setting -> "--" + setting.flag()).toList();

    assertThat(args)
        .isNotEmpty()
        .allSatisfy(arg -> assertThat(known).contains(arg.substring(0, arg.indexOf('='))));
    assertThat(CheckedConfig.load(args, Map.of()).problems()).isEmpty();
  }

  @Test
  void clusterRole_ofTheDaemon_allowsWhatItCallsAndNoMore() throws IOException {
    JsonNode role =
        ofKind("ClusterRole").stream()
            .filter(each -> each.at("/metadata/name").asText().equals("heapster:reader"))
            .findFirst()
            .orElseThrow();
    var allowed = new TreeSet<String>();
    for (JsonNode rule : role.path("rules")) {
      for (String resource : texts(rule.path("resources"))) {
        texts(rule.path("verbs")).forEach(verb -> allowed.add(verb + " " + resource));
      }
    }

    assertThat(allowed)
        .containsExactly(
            "get nodes/metrics",
            "get nodes/stats",
            "list namespaces",
            "list nodes",
            "list pods",
            "watch namespaces",
            "watch nodes",
            "watch pods");
  }

  @Test
  void apiServices_areAllVersionsThatAreServedAndLeadToTheService() throws IOException {
    var names = new TreeSet<String>();
    for (JsonNode service : ofKind("APIService")) {
      names.add(service.at("/metadata/name").asText());
      assertThat(service.at("/metadata/name").asText())
          .isEqualTo(
              service.at("/spec/version").asText() + "." + service.at("/spec/group").asText());
      assertThat(service.at("/spec/service/name").asText()).isEqualTo("heapster-metrics");
    }

    assertThat(names)
        .containsExactly(
            "v1.metrics.k8s.io",
            "v1beta1.custom.metrics.k8s.io",
            "v1beta1.external.metrics.k8s.io",
            "v1beta1.metrics.k8s.io",
            "v1beta2.custom.metrics.k8s.io");
  }

  @Test
  void services_targetPortsThatTheDeploymentOpens() throws IOException {
    var opened = new TreeSet<String>();
    ofKind("Deployment")
        .getFirst()
        .at(CONTAINER + "/ports")
        .forEach(each -> opened.add(each.path("name").asText()));

    List<JsonNode> services = ofKind(BASE, "Service");

    assertThat(services).extracting(ManifestsTest::name).containsExactly("heapster-metrics");
    assertThat(opened).containsExactly(services.getFirst().at(TARGET).asText());
  }

  @Test
  void restApi_knowsNoLogins_isOpenedByTheComponentOnly() throws IOException {
    JsonNode container = ofKind("Deployment").getFirst().at(CONTAINER);
    JsonNode patch = patch("rest-api");
    JsonNode service = ofKind(DEPLOY.resolve("components"), "Service").getFirst();

    assertThat(patch).hasSize(3);
    JsonNode given =
        container.at(patch.path(0).path("path").asText().substring(CONTAINER.length()));
    assertThat(given.asText())
        .isEqualTo("--listen-ip=127.0.0.1")
        .isEqualTo(patch.path(0).path("value").asText());
    assertThat(patch.path(1).path("path")).isEqualTo(patch.path(0).path("path"));
    assertThat(name(service)).isEqualTo("heapster");
    assertThat(patch.at("/2/value/name").asText()).isEqualTo(service.at(TARGET).asText());
  }

  @Test
  void journal_ofTheComponent_isOfOneDaemonAtATimeAndChecksOut() throws IOException {
    List<String> args =
        new ArrayList<>(texts(ofKind("Deployment").getFirst().at(CONTAINER + "/args")));
    for (JsonNode step : patch("journal")) {
      if (step.path("path").asText().equals(CONTAINER + "/args/-")) {
        args.add(step.path("value").asText());
      }
    }

    assertThat(args).anyMatch(arg -> arg.startsWith("--data-dir=/"));
    assertThat(patch("journal").at("/0/path").asText()).isEqualTo("/spec/replicas");
    assertThat(patch("journal").at("/0/value").asInt()).isEqualTo(1);
    assertThat(patch("journal").at("/1/value/type").asText()).isEqualTo("Recreate");
    assertThat(CheckedConfig.load(args, Map.of()).problems())
        .allMatch(problem -> problem.contains("/var/lib/heapster"));
  }

  private static JsonNode patch(String component) throws IOException {
    Path folder = DEPLOY.resolve("components").resolve(component);
    return yaml(ofKind(folder, "Component").getFirst().at("/patches/0/patch").asText()).getFirst();
  }

  @Test
  void deployment_image_isTheOneThatTheBuildMakes() throws IOException {
    String pom = Files.readString(Path.of("image", "pom.xml"));
    String image = ofKind(BASE, "Deployment").getFirst().at(CONTAINER + "/image").asText();

    assertThat(pom).contains("<image.name>" + image + "</image.name>");
  }

  @Test
  void deployment_namespace_isTold() throws IOException {
    JsonNode variable = ofKind("Deployment").getFirst().at(CONTAINER + "/env/0");

    assertThat(variable.path("name").asText()).isEqualTo("POD_NAMESPACE");
    assertThat(variable.at("/valueFrom/fieldRef/fieldPath").asText())
        .isEqualTo("metadata.namespace");
  }
}
