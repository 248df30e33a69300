package io.heapster.sources.kubelet;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.Options;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Tick;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source with kubelets to scrape: real servers, each on its own loopback address. The source is
 * made at the first tick, from the options given until then.
 */
final class KubeletBench implements AutoCloseable {
  static final Duration RESOLUTION = Duration.ofSeconds(60);

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
  final FakeInventory inventory = new FakeInventory();
  final MetricRegistry registry = new MetricRegistry();

  private final Map<String, List<String>> options = new HashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final TimeSource time = TimeSource.system();
  private KubeletCredentials credentials = KubeletCredentials.NONE;
  private Decoders decoders = new Decoders(LineDecoder::new, LineDecoder::new, LineDecoder::new);
  private boolean heapsterCompat;
  private Duration scrapeTimeout = Duration.ofSeconds(20);
  private @Nullable KubeletSource source;
  private int ticks;

  KubeletBench() {
    option("kubeletHttps", "false");
  }

  KubeletBench option(String name, String value) {
    options.put(name, List.of(value));
    return this;
  }

  KubeletBench credentials(KubeletCredentials who) {
    credentials = who;
    return this;
  }

  /** What real kubelets answer instead of lines. */
  KubeletBench realDecoders() {
    decoders = Decoders.standard();
    return this;
  }

  /** A decoder made up by the test, for all endpoints. */
  KubeletBench decoder(Supplier<AnswerDecoder> maker) {
    decoders = new Decoders(maker, maker, maker);
    return this;
  }

  KubeletBench heapsterCompat() {
    heapsterCompat = true;
    return this;
  }

  KubeletBench scrapeTimeout(Duration timeout) {
    scrapeTimeout = timeout;
    return this;
  }

  /** Starts a kubelet and adds its node. */
  KubeletBench kubelet(String node, Handler<HttpServerRequest> handler) {
    return kubelet(node, new HttpServerOptions(), handler);
  }

  KubeletBench kubelet(
      String node, HttpServerOptions serverOptions, Handler<HttpServerRequest> handler) {
    String address = "127.0.1." + (servers.size() + 1);
    HttpServer server =
        vertx.createHttpServer(serverOptions).requestHandler(handler).listen(0, address).await();
    servers.add(server);
    inventory.put(TestNodes.node(node, address, server.actualPort()));
    return this;
  }

  /** Adds a node at which nothing listens. */
  KubeletBench deadNode(String node) {
    HttpServer server =
        vertx.createHttpServer().requestHandler(_ -> {}).listen(0, "127.0.2.1").await();
    int port = server.actualPort();
    server.close().await();
    inventory.put(TestNodes.node(node, "127.0.2.1", port));
    return this;
  }

  /** A kubelet which answers every GET with the same lines. */
  static Handler<HttpServerRequest> answering(String lines) {
    return request -> request.response().end(lines);
  }

  DataBatch scrape() throws InterruptedException {
    Instant end = START.plus(RESOLUTION.multipliedBy(ticks++));
    long begun = time.elapsedNanos();
    return source()
        .scrape(new Tick(end.minus(RESOLUTION), end, begun, begun + scrapeTimeout.toNanos()));
  }

  KubeletSource source() {
    KubeletSource made = source;
    if (made == null) {
      var parsed = new Options("source test", options);
      KubeletConfig config = KubeletConfig.from(parsed);
      if (!parsed.problems().isEmpty()) {
        throw new IllegalArgumentException(parsed.problems().toString());
      }
      // Ports as the nodes report them, but without TLS unless asked for: no option says so.
      var rule =
          new PortRule(
              PortRule.AS_REPORTED,
              options.get("kubeletHttps").equals(List.of("true"))
                  ? PortRule.Scheme.HTTPS
                  : PortRule.Scheme.HTTP);
      config =
          new KubeletConfig(
              rule, config.addresses(), config.tls(), config.limits(), config.skipNotReady());
      made =
          new KubeletSource(
              inventory,
              config,
              credentials,
              decoders,
              new ScrapeRules(RESOLUTION, heapsterCompat),
              vertx,
              time,
              new Telemetry(registry));
      source = made;
    }
    return made;
  }

  /** The count of a series, 0 when there is none. */
  long count(String series) {
    return registry.getCounters().containsKey(series) ? registry.counter(series).getCount() : 0;
  }

  long outcomes(String outcome) {
    return count("heapster_scrapes_total{outcome=\"" + outcome + "\"}");
  }

  boolean isShownFailing(String node, String outcome) {
    return registry
        .getGauges()
        .containsKey("heapster_scrape_failing{node=\"" + node + "\",outcome=\"" + outcome + "\"}");
  }

  static List<String> nodes(DataBatch batch) {
    var names = new ArrayList<String>();
    for (int row = 0; row < batch.nodes().size(); row++) {
      names.add(((EntityKey.Node) batch.nodes().key(row)).name());
    }
    return names;
  }

  @Override
  public void close() {
    if (source != null) {
      source.close();
    }
    vertx.close().await();
  }
}
