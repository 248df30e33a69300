package io.heapster.api;

import com.codahale.metrics.MetricRegistry;
import io.heapster.api.health.HealthInputs;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityKey;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Questions about 30,000 pods (60,000 containers) with 15 batches kept, over loopback HTTP, one
 * after the other, the JDK's client included.
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

  private Vertx vertx;
  private ApiServer server;
  private HttpClient client;
  private HttpRequest request;

  @Setup
  public void start() {
    var store = new ListStore();
    DataBatch batch = ClusterOfNodes.of(NODES);
    for (int age = BATCHES - 1; age >= 0; age--) {
      store.add(earlier(batch, age));
    }
    vertx = Vertx.vertx();
    var inputs =
        new ApiInputs(
            store,
            labeled(batch),
            new HealthInputs(Optional::empty, () -> true),
            new Telemetry(new MetricRegistry()),
            TimeSource.system(),
            "benchmark");
    server = new ApiServer(ApiServerConfig.DEFAULT.at("127.0.0.1", 0), inputs, vertx);
    int port = server.start().toCompletionStage().toCompletableFuture().join();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String uri = "http://127.0.0.1:" + port + "/api/v1/query/" + QUESTIONS.get(question);
    request = HttpRequest.newBuilder(URI.create(uri)).build();
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

  @TearDown
  public void stop() {
    client.close();
    server.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Benchmark
  public String answer() throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
