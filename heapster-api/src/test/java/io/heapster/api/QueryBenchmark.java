package io.heapster.api;

import io.heapster.api.http.Answer;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.api.model.KeptValues;
import io.heapster.api.query.QueryRoutes;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Questions about 30,000 pods (60,000 containers) with 15 batches kept: from the decoded query to
 * the bytes of the answer, one after the other.
 *
 * <p>Results of 2026-11-21 on a loaded 2-core machine (x86-64; so processor time of the calling
 * thread instead of JMH's wall time), Temurin 25, serial collector: topHundred 0.9 ms,
 * topHundredWithHistory 1.1 ms, firstByKey 2.7 ms, lastByKey 15 ms, searchAndSelect 2.8 ms,
 * sumsByLabel 15 ms (30,000 look-ups of pods in the inventory), sumsByPod 3.4 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class QueryBenchmark {
  private static final int NODES = 1000;
  private static final int BATCHES = 15;
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "topHundred",
              "table?kind=pods&metrics=cpu/usage_rate,memory/working_set&sort=-cpu/usage_rate",
          "topHundredWithHistory",
              "table?kind=pods&metrics=cpu/usage_rate,memory/working_set&sort=-cpu/usage_rate"
                  + "&history=cpu/usage_rate,memory/usage",
          "firstByKey", "table?kind=pods&metrics=cpu/usage_rate",
          "lastByKey", "table?kind=pods&metrics=cpu/usage_rate&offset=29900",
          "searchAndSelect",
              "table?kind=pods&search=node-77&labels=app%3Dapp-7&where=memory/usage%3E0",
          "sumsByLabel", "sums?kind=pods&by=label:app&metrics=cpu/usage_rate,memory/working_set",
          "sumsByPod", "sums?kind=containers&by=pod&metrics=cpu/usage_rate&sort=-cpu/usage_rate");

  @Param({
    "topHundred",
    "topHundredWithHistory",
    "firstByKey",
    "lastByKey",
    "searchAndSelect",
    "sumsByLabel",
    "sumsByPod"
  })
  public String question = "topHundred";

  private Route route;
  private Request request;

  @Setup
  public void start() {
    var store = new ListStore();
    DataBatch batch = ClusterOfNodes.of(NODES);
    for (int age = BATCHES - 1; age >= 0; age--) {
      store.add(earlier(batch, age));
    }
    String[] parts = QUESTIONS.getOrDefault(question, "").split("\\?");
    route =
        new QueryRoutes(new KeptValues(store), labeled(batch))
            .routes().stream()
                .filter(each -> each.pattern().text().endsWith(parts[0]))
                .findFirst()
                .orElseThrow();
    request = new Request(Map.of(), QueryString.parse(parts[1]), "");
  }

  private static DataBatch earlier(DataBatch batch, int minutes) {
    var builder = new DataBatchBuilder(batch.timestamp().minusSeconds(60L * minutes));
    List.of(
            batch.cluster(),
            batch.namespaces(),
            batch.nodes(),
            batch.pods(),
            batch.podContainers(),
            batch.systemContainers())
        .forEach(builder::table);
    return builder
        .podOfContainer(batch.podOfContainer())
        .namespaceOfPod(batch.namespaceOfPod())
        .nodeOfPod(batch.nodeOfPod())
        .build();
  }

  private static ListInventory labeled(DataBatch batch) {
    var inventory = new ListInventory();
    for (int row = 0; row < batch.pods().size(); row++) {
      var pod = (EntityKey.Pod) batch.pods().key(row);
      inventory.pod(pod.namespace(), pod.name(), Map.of("app", "app-" + row % 200, "tier", "back"));
    }
    return inventory;
  }

  @Benchmark
  public Answer answer() {
    return route.handler().answer(request);
  }
}
