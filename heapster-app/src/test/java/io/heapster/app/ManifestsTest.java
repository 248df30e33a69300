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

/** The files of {@code deploy/} against the program that they start. */
final class ManifestsTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  private static List<JsonNode> ofKind(String kind) throws IOException {
    var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    var mapper = new ObjectMapper();
    var found = new ArrayList<JsonNode>();
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        for (Object document : new Load(settings).loadAllFromString(Files.readString(file))) {
          JsonNode node = mapper.valueToTree(document);
          if (node.path("kind").asText().equals(kind)) {
            found.add(node);
          }
        }
      }
    }
    return found;
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
            .filter(each -> each.at("/metadata/name").asText().equals("system:heapster"))
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
            "get namespaces",
            "get nodes",
            "get nodes/metrics",
            "get nodes/stats",
            "get pods",
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

    assertThat(ofKind("Service"))
        .hasSize(2)
        .allSatisfy(service ->
            assertThat(opened).contains(service.at("/spec/ports/0/targetPort").asText()));
  }
}
