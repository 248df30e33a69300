package io.heapster.sources.simulated.apiserver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.ManualTime;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ApiServerTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualTime time = new ManualTime(EPOCH.plusSeconds(100));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Simulator simulator =
      Simulator.start(ClusterShape.demo(EPOCH), Listeners.anywhere(), Faults.none(), time);

  @AfterEach
  void stop() {
    simulator.close();
    client.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.addresses().api() + path)).build();
  }

  private HttpResponse<String> send(String path) throws Exception {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send(path).body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void nodes_list_tellAddressPortAndResources() throws Exception {
    JsonNode list = get("/api/v1/nodes");
    JsonNode node = list.at("/items/0");

    assertThat(list.get("kind").textValue()).isEqualTo("NodeList");
    assertThat(list.get("items")).hasSize(20);
    assertThat(node.at("/status/addresses/0/address").textValue()).isEqualTo("127.1.0.1");
    assertThat(node.at("/status/daemonEndpoints/kubeletEndpoint/Port").intValue())
        .isEqualTo(simulator.addresses().kubeletPort());
    assertThat(node.at("/status/capacity/cpu").textValue())
        .isEqualTo("" + simulator.cluster().nodes().getFirst().cores());
    assertThat(node.at("/status/conditions/3/status").textValue()).isEqualTo("True");
    assertThat(node.at("/metadata/labels/kubernetes.io~1hostname").textValue())
        .isEqualTo("node-00000");
  }

  @Test
  void pods_pages_meetAllPodsOnceAsOfTheFirstPage() throws Exception {
    simulator.switchFaults(Faults.none().withPodLifetime(Duration.ofSeconds(5)));
    var names = new HashSet<String>();
    String version = "";
    String token = "";
    int pages = 0;
    do {
      JsonNode page = get("/api/v1/pods?limit=70&continue=" + token);
      page.get("items").forEach(pod -> names.add(pod.at("/metadata/uid").textValue()));
      version = version.isEmpty() ? revision(page) : version;
      assertThat(revision(page)).isEqualTo(version);
      token = page.at("/metadata/continue").asText();
      pages++;
      time.advance(Duration.ofSeconds(7));
    } while (!token.isEmpty());

    assertThat(pages).isEqualTo(4);
    assertThat(names).hasSize(240);
  }

  private static String revision(JsonNode list) {
    return list.at("/metadata/resourceVersion").textValue();
  }

  @Test
  void pods_pageTooOld_isExpired() throws Exception {
    String token = get("/api/v1/pods?limit=1").at("/metadata/continue").textValue();
    time.advance(Duration.ofMinutes(6));
    HttpResponse<String> answer = send("/api/v1/pods?limit=1&continue=" + token);

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(JSON.readTree(answer.body()).get("reason").textValue()).isEqualTo("Expired");
  }

  @Test
  void lists_selectors_choose() throws Exception {
    assertThat(
            get("/api/v1/nodes?labelSelector="
                    + encoded(
                        "topology.kubernetes.io/zone in (zone-a,zone-b),kubernetes.io/os=linux"))
                .get("items"))
        .hasSize(14);
    assertThat(
            get("/api/v1/pods?fieldSelector=" + encoded("spec.nodeName=node-00003")).get("items"))
        .hasSize(12);
    assertThat(get("/api/v1/namespaces/kube-system/pods").get("items")).hasSize(60);
    JsonNode page = get("/api/v1/namespaces/kube-system/pods?limit=50");
    assertThat(page.get("items")).hasSize(50);
    assertThat(
            get("/api/v1/namespaces/kube-system/pods?limit=50&continue="
                    + page.at("/metadata/continue").textValue())
                .get("items"))
        .hasSize(10);
    assertThat(get("/api/v1/namespaces").get("items")).hasSize(6);
  }

  @Test
  void objects_single_areFoundByName() throws Exception {
    JsonNode pod = get("/api/v1/pods?limit=1").at("/items/0");
    String path = "/api/v1/namespaces/kube-system/pods/" + pod.at("/metadata/name").textValue();

    assertThat(get(path)).isEqualTo(pod);
    assertThat(get("/api/v1/nodes/node-00007").at("/metadata/name").textValue())
        .isEqualTo("node-00007");
    assertThat(get("/api/v1/namespaces/shop").at("/status/phase").textValue()).isEqualTo("Active");
    assertThat(send(path + "x").statusCode()).isEqualTo(404);
  }

  @Test
  void requests_bad_getAStatusWithTheReason() throws Exception {
    assertThat(get("/api/v1/secrets").get("reason").textValue()).isEqualTo("NotFound");
    assertThat(get("/api/v1/pods?limit=many").get("message").textValue())
        .isEqualTo("limit is \"many\": give a whole number");
    assertThat(get("/api/v1/pods?limit=-1").get("code").intValue()).isEqualTo(400);
    assertThat(get("/api/v1/nodes?labelSelector=" + encoded("a=b=c")).get("code").intValue())
        .isEqualTo(400);
    assertThat(get("/api/v1/pods?watch=1&sendInitialEvents=true").get("code").intValue())
        .isEqualTo(422);
  }

  @Test
  void discovery_documents_nameWhatIsServed() throws Exception {
    assertThat(get("/version").get("minor").textValue()).isEqualTo("34");
    assertThat(get("/api").at("/versions/0").textValue()).isEqualTo("v1");
    assertThat(get("/apis").get("kind").textValue()).isEqualTo("APIGroupList");
    assertThat(get("/api/v1").get("resources")).hasSize(4);
    assertThat(send("/healthz").body()).isEqualTo("ok");
  }

  @Test
  void watch_churn_tellsEveryPodThatGoesAndComes() throws Exception {
    String since = revision(get("/api/v1/pods?limit=1"));
    simulator.switchFaults(Faults.none().withPodLifetime(Duration.ofSeconds(20)));
    List<JsonNode> events = watch("/api/v1/pods?watch=1&resourceVersion=" + since);
    time.advance(Duration.ofSeconds(20));
    await().atMost(20, SECONDS).until(() -> events.size() >= 480);

    assertThat(events).hasSize(480);
    assertThat(names(events, "DELETED")).hasSize(240);
    var now = new HashSet<String>();
    get("/api/v1/pods").get("items").forEach(pod -> now.add(name(pod)));
    assertThat(names(events, "ADDED")).isEqualTo(now);
  }

  @Test
  void watch_restarts_tellTheNewCount() throws Exception {
    String since = revision(get("/api/v1/pods?limit=1"));
    simulator.switchFaults(Faults.none().withContainerLifetime(Duration.ofSeconds(10)));
    List<JsonNode> events =
        watch("/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=" + since);
    time.advance(Duration.ofSeconds(40));
    await()
        .atMost(20, SECONDS)
        .until(() -> events.stream().anyMatch(event -> type(event).equals("BOOKMARK")));

    assertThat(names(events, "MODIFIED")).hasSize(240);
    assertThat(events.getFirst().at("/object/status/containerStatuses/0/restartCount").isInt())
        .isTrue();
    assertThat(revision(events.getLast().get("object")))
        .isEqualTo(revision(get("/api/v1/pods?limit=1")));
  }

  @Test
  void watch_fromNothing_beginsWithAllObjects() throws Exception {
    List<JsonNode> events = watch("/api/v1/nodes?watch=true");
    await().atMost(20, SECONDS).until(() -> events.size() >= 20);

    assertThat(names(events, "ADDED")).hasSize(20);
  }

  @Test
  void watch_tooOld_endsWithAnError() throws Exception {
    String since = revision(get("/api/v1/pods?limit=1"));
    time.advance(Duration.ofMinutes(6));
    JsonNode event = get("/api/v1/pods?watch=true&resourceVersion=" + since);

    assertThat(type(event)).isEqualTo("ERROR");
    assertThat(event.at("/object/code").intValue()).isEqualTo(410);
  }

  private List<JsonNode> watch(String path) {
    var events = new CopyOnWriteArrayList<JsonNode>();
    client
        .sendAsync(request(path), HttpResponse.BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(line -> events.add(parse(line))))
        .exceptionally(stopped -> null);
    return events;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static Set<String> names(List<JsonNode> events, String type) {
    var names = new HashSet<String>();
    for (JsonNode event : events) {
      if (type(event).equals(type)) {
        names.add(name(event.get("object")));
      }
    }
    return names;
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/namespace").asText() + "/" + object.at("/metadata/name").asText();
  }

  private static String type(JsonNode event) {
    return event.get("type").textValue();
  }
}
