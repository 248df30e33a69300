package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Kubernetes objects as rendered, in their order. */
record Manifests(List<JsonNode> objects) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Manifests {
    objects = List.copyOf(objects);
  }

  /** All documents of a text; empty ones are none. */
  static Manifests parse(String text) {
    var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    var objects = new ArrayList<JsonNode>();
    for (Object document : new Load(settings).loadAllFromString(text)) {
      if (document != null) {
        objects.add(JSON.valueToTree(document));
      }
    }
    return new Manifests(objects);
  }

  List<JsonNode> ofKind(String kind) {
    return objects.stream().filter(each -> kind(each).equals(kind)).toList();
  }

  /** The only object of a kind. */
  JsonNode only(String kind) {
    assertThat(ofKind(kind)).as("objects of kind %s", kind).hasSize(1);
    return ofKind(kind).getFirst();
  }

  Optional<JsonNode> find(String kind, String name) {
    return ofKind(kind).stream().filter(each -> name(each).equals(name)).findFirst();
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + ids()));
  }

  JsonNode deployment() {
    return only("Deployment");
  }

  /** The only container of the only Deployment. */
  JsonNode container() {
    JsonNode containers = deployment().at("/spec/template/spec/containers");
    assertThat(containers).hasSize(1);
    return containers.get(0);
  }

  List<String> arguments() {
    return texts(container().path("args"));
  }

  List<String> ids() {
    return objects.stream().map(Manifests::id).toList();
  }

  static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  static String id(JsonNode object) {
    return object.path("apiVersion").asText()
        + " "
        + kind(object)
        + " "
        + namespace(object)
        + "/"
        + name(object);
  }

  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** A mapping of texts, such as labels. */
  static Map<String, String> map(JsonNode object) {
    var map = new TreeMap<String, String>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
