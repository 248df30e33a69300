package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random questions of a random world, answered by the server and by the simplest code there is. */
class QueryPropertiesTest {
  private static final int PODS = 400;
  private static final int QUESTIONS = 150;
  private static final long SEED = 20261121;

  private static RunningApi api;
  private static final List<Pod> WORLD = new ArrayList<>();

  /** What the naive answer is made from. */
  private record Pod(
      String namespace,
      String name,
      String node,
      @Nullable Long cpu,
      @Nullable Long request,
      String app) {
    @Nullable Double utilization() {
      return cpu == null || request == null || request == 0 ? null : cpu / (double) request;
    }

    @Nullable Comparable<?> column(String name) {
      return switch (name) {
        case "namespace" -> namespace;
        case "pod" -> this.name;
        case "node" -> node;
        case "cpu/usage_rate" -> cpu;
        default -> utilization();
      };
    }
  }

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    var random = new Random(SEED);
    var draft = new BatchDraft(QueryWorld.NEWEST);
    for (int i = 0; i < PODS; i++) {
      var pod =
          new Pod(
              "ns-" + random.nextInt(5),
              "pod-" + i,
              "n" + random.nextInt(9),
              random.nextInt(10) == 0 ? null : Long.valueOf(random.nextInt(30)),
              random.nextInt(10) == 0 ? null : Long.valueOf(10L * random.nextInt(4)),
              "app-" + random.nextInt(4));
      WORLD.add(pod);
      BatchDraft.Entity entity =
          draft.add(new EntityKey.Pod(pod.namespace, pod.name), Map.of("nodename", pod.node));
      if (pod.cpu != null) {
        entity.value(PlainMetrics.CPU_USAGE_RATE, pod.cpu);
      }
      if (pod.request != null) {
        entity.value(PlainMetrics.CPU_REQUEST, pod.request);
      }
      api.inventory.pod(pod.namespace, pod.name, Map.of("app", pod.app));
    }
    api.store.add(draft.build());
  }

  @AfterAll
  static void stop() {
    api.close();
    WORLD.clear();
  }

  /** A filter as the question has it, and which pods pass. */
  private static List<Pod> filtered(Random random, StringBuilder query) {
    var passing = new ArrayList<>(WORLD);
    if (random.nextInt(3) == 0) {
      int namespace = random.nextInt(6);
      query.append("&namespace=ns-").append(namespace);
      passing.removeIf(pod -> !pod.namespace.equals("ns-" + namespace));
    }
    if (random.nextInt(3) == 0) {
      int app = random.nextInt(5);
      query.append("&labels=app%3Dapp-").append(app);
      passing.removeIf(pod -> !pod.app.equals("app-" + app));
    }
    if (random.nextInt(3) == 0) {
      long bound = random.nextInt(30);
      query.append("&where=cpu/usage_rate%3E%3D").append(bound);
      passing.removeIf(pod -> pod.cpu == null || pod.cpu < bound);
    }
    if (random.nextInt(3) == 0) {
      long bound = random.nextInt(30);
      query.append("&where=cpu/usage_rate!%3D").append(bound);
      passing.removeIf(pod -> pod.cpu != null && pod.cpu == bound);
    }
    if (random.nextInt(3) == 0) {
      String part = "D-" + random.nextInt(40);
      query.append("&search=").append(part);
      passing.removeIf(pod -> !pod.name.contains(part.toLowerCase(Locale.ROOT)));
    }
    return passing;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Comparator<Pod> by(String column, boolean descending) {
    Comparator<Comparable> order =
        descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(
        (Pod pod) -> (Comparable) pod.column(column), Comparator.nullsLast(order));
  }

  private static Comparator<Pod> sorted(Random random, StringBuilder query) {
    List<String> columns =
        List.of("namespace", "pod", "node", "cpu/usage_rate", "cpu/request_utilization");
    Comparator<Pod> order = (_, _) -> 0;
    String separator = "&sort=";
    for (int keys = random.nextInt(4); keys > 0; keys--) {
      String column = columns.get(random.nextInt(columns.size()));
      boolean descending = random.nextBoolean();
      query.append(separator).append(descending ? "-" : "").append(column);
      separator = ",";
      order = order.thenComparing(by(column, descending));
    }
    return order.thenComparing(by("namespace", false)).thenComparing(by("pod", false));
  }

  @Test
  void table_randomQuestions_answersAsTheNaiveOne() throws Exception {
    var random = new Random(SEED + 1);
    for (int i = 0; i < QUESTIONS; i++) {
      var query = new StringBuilder("/api/v1/query/table?kind=pods&metrics=cpu/usage_rate");
      List<Pod> expected = filtered(random, query);
      expected.sort(sorted(random, query));
      int offset = random.nextInt(3) * random.nextInt(100);
      int limit = 1 + random.nextInt(500);
      query.append("&offset=").append(offset).append("&limit=").append(limit);
      JsonNode answer = api.json(query.toString());
      var rows = new ArrayList<String>();
      answer.path("rows").forEach(row -> rows.add(row.toString()));
      assertThat(answer.path("matched").asInt()).as(query.toString()).isEqualTo(expected.size());
      assertThat(rows)
          .as(query.toString())
          .isEqualTo(
              expected.stream().skip(offset).limit(limit).map(QueryPropertiesTest::row).toList());
    }
  }

  private static String row(Pod pod) {
    return "[\"%s\",\"%s\",\"%s\",%s]".formatted(pod.namespace, pod.name, pod.node, pod.cpu);
  }

  @Test
  void sums_randomQuestions_answerAsTheNaiveOne() throws Exception {
    var random = new Random(SEED + 2);
    for (int i = 0; i < QUESTIONS; i++) {
      String by = List.of("namespace", "node", "label:app").get(random.nextInt(3));
      var query = new StringBuilder("/api/v1/query/sums?kind=pods&metrics=cpu/usage_rate&by=" + by);
      var counts = new TreeMap<String, Integer>();
      var sums = new HashMap<String, Long>();
      for (Pod pod : filtered(random, query)) {
        String group = by.equals("label:app") ? pod.app : String.valueOf(pod.column(by));
        counts.merge(group, 1, Integer::sum);
        if (pod.cpu != null) {
          sums.merge(group, pod.cpu, Long::sum);
        }
      }
      var expected = new ArrayList<String>();
      counts.forEach((group, count) ->
          expected.add("[\"%s\",%d,%s]".formatted(group, count, sums.get(group))));
      var rows = new ArrayList<String>();
      api.json(query.toString()).path("rows").forEach(row -> rows.add(row.toString()));
      assertThat(rows).as(query.toString()).isEqualTo(expected);
    }
  }
}
