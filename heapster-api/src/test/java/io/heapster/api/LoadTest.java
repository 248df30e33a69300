package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heapster.core.model.DataBatch;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers, slow callers and nonsensical callers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LoadTest {
  private static final int NODES = 100;
  private static final DataBatch BATCH = ClusterOfNodes.of(NODES);
  private static final String EXPORT = "/api/v1/metric-export";
  private static final long MIB = 1 << 20;
  private static final List<String> WORDS =
      List.of(
          "api",
          "v1",
          "model",
          "nodes",
          "node-1",
          "metrics",
          "cpu",
          "namespaces",
          "team-1",
          "pods",
          "pod-list",
          "a,b",
          "freecontainers",
          "kubelet",
          "debug",
          "allkeys",
          "apis",
          "v1alpha1",
          "healthz",
          "..",
          ".",
          "",
          "%2F",
          "%25",
          "%00",
          "%ff",
          "%",
          "{x}",
          "*",
          "openapi.json",
          "\\",
          "😀",
          "historical",
          "query",
          "table",
          "sums",
          "range",
          "entity");

  private static final List<String> QUERIES =
      List.of(
          "start=",
          "end=1",
          "labels=a:b",
          "labels=,",
          "labelSelector=a in (",
          "verbose",
          "kind=pods&sort=-cpu/usage_rate,&where=!",
          "kind=pods&by=label:&labels=a in (",
          "entity=node:&metric=/",
          "&&",
          "=",
          "labelSelector=!",
          "start=2026-11-21T06:30:00Z",
          "%zz=1",
          "a=%",
          ";",
          "?");
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    api.store.add(BATCH);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Socket openExport() throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(60_000);
    socket.connect(
        new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), api.port), 5_000);
    socket
        .getOutputStream()
        .write(("GET " + EXPORT + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void export_wholeCluster_isOneSeriesPerEntity() throws Exception {
    try (JsonParser parser = RunningApi.JSON.getFactory().createParser(api.bytes(EXPORT).body())) {
      int series = 0;
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
        series++;
      }
      assertThat(series).isEqualTo(NODES * (1 + 3 + 30 + 60));
    }
  }

  @Test
  void export_slowReaders_doNotKeepOthersWaitingOrFillTheMemory() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = openExport();
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        slow.add(socket);
      }
      long before = usedHeap();
      for (int i = 0; i < 50; i++) {
        assertThat(api.get("/api/v1/model/nodes/node-1/metrics/cpu/usage_rate").statusCode())
            .isEqualTo(200);
      }
      assertThat(api.bytes(EXPORT).body().length).isGreaterThan((int) (10 * MIB));
      // Sixteen answers of more than 10 MiB each are under way; buffered they would be over 160.
      await().untilAsserted(() -> assertThat(usedHeap() - before).isLessThan(32 * MIB));
      // ... and they get it all in the end
      InputStream in = slow.getFirst().getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip()).endsWith("}]");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void export_readersThatLeave_doNoHarm() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = openExport()) {
        assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
      }
    }
    assertThat(api.get("/api/v1/model/nodes").statusCode()).isEqualTo(200);
  }

  @Test
  void requests_concurrentWithExports_areAllAnsweredAlike() throws Exception {
    String list =
        "/api/v1/model/namespaces/%s/pod-list/%s/metrics/memory/usage"
            .formatted("team-" + podName(3).length() % 20, podName(3) + "," + podName(4));
    String expected = api.get(list).body();
    assertThat(expected).contains("\"value\":");
    int size = api.bytes(EXPORT).body().length;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 200; i++) {
        boolean export = i % 50 == 0;
        tasks.add(() ->
            export
                ? api.bytes(EXPORT).body().length == size
                : api.get(list).body().equals(expected));
      }
      for (Future<Boolean> each : executor.invokeAll(tasks)) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  private static String podName(int pod) {
    return "workload-" + pod + "-5d4f8c7b9d-node-1";
  }

  @Test
  void requests_random_neverGet500() throws Exception {
    var random = new Random(29);
    for (int i = 0; i < 1_500; i++) {
      String target = target(random);
      HttpResponse<String> answer = RawHttp.get(api.port, target);
      boolean unhealthy = answer.body().contains("check failed");
      assertThat(answer.statusCode() < 500 || unhealthy).as(target).isTrue();
    }
  }

  private static String target(Random random) {
    var target = new StringBuilder();
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      target.append('/').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      target.append(target.indexOf("?") < 0 ? '?' : '&');
      target.append(QUERIES.get(random.nextInt(QUERIES.size())).replace(' ', '+'));
    }
    return target.toString();
  }
}
