package io.heapster.sources.kubelet.light;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.Options;
import io.heapster.core.inventory.NodeInfo.NodeAddress;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.UsageStore;
import io.heapster.sources.kubelet.Decoders;
import io.heapster.sources.kubelet.FakeInventory;
import io.heapster.sources.kubelet.KubeletConfig;
import io.heapster.sources.kubelet.KubeletCredentials;
import io.heapster.sources.kubelet.KubeletSource;
import io.heapster.sources.kubelet.PortRule;
import io.heapster.sources.kubelet.ScrapeRules;
import io.heapster.sources.kubelet.TestNodes;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A light lane with kubelets to ask: real servers, each on its own loopback address. */
final class LaneBench implements AutoCloseable {
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
  private final List<HttpServer> servers = new ArrayList<>();
  private final FakeInventory inventory = new FakeInventory();
  private final MetricRegistry registry = new MetricRegistry();
  private final AtomicInteger connections = new AtomicInteger();
  private LightSettings settings =
      new LightSettings(Duration.ofMillis(1_500), Duration.ofSeconds(1), 16);
  private String token = "";
  private @Nullable KubeletSource source;
  private @Nullable LightLane lane;

  LaneBench settings(LightSettings other) {
    settings = other;
    return this;
  }

  /** Calls kubelets over HTTPS with a bearer token. */
  LaneBench secure(String bearer) {
    token = bearer;
    return this;
  }

  FakeInventory inventory() {
    return inventory;
  }

  /** Connections that kubelets took. */
  int connections() {
    return connections.get();
  }

  /** Starts a kubelet and adds its node. */
  LaneBench kubelet(String node, Handler<HttpServerRequest> handler) {
    return kubelet(node, true, handler);
  }

  LaneBench kubelet(String node, boolean ready, Handler<HttpServerRequest> handler) {
    String address = "127.0.3." + (servers.size() + 1);
    HttpServer server =
        vertx
            .createHttpServer()
            .connectionHandler(_ -> connections.incrementAndGet())
            .requestHandler(handler)
            .listen(0, address)
            .await();
    servers.add(server);
    var addresses = List.of(new NodeAddress("InternalIP", address));
    inventory.put(TestNodes.node(node, addresses, server.actualPort(), ready));
    return this;
  }

  LaneBench start() {
    source();
    lane().start();
    return this;
  }

  KubeletSource source() {
    KubeletSource made = source;
    if (made == null) {
      var options = new Options("source test", Map.of("insecure", List.of("true")));
      KubeletConfig read = KubeletConfig.from(options);
      var ports =
          new PortRule(
              PortRule.AS_REPORTED, token.isEmpty() ? PortRule.Scheme.HTTP : PortRule.Scheme.HTTPS);
      made =
          new KubeletSource(
              inventory,
              new KubeletConfig(ports, read.addresses(), read.tls(), read.limits(), false),
              new KubeletCredentials(
                  () -> Optional.of(token).filter(each -> !each.isEmpty()), null, null, null),
              Decoders.standard(),
              new ScrapeRules(Duration.ofSeconds(60), false),
              vertx,
              TimeSource.system(),
              new Telemetry(registry));
      source = made;
    }
    return made;
  }

  LightLane lane() {
    LightLane made = lane;
    if (made == null) {
      made =
          new LightLane(
              inventory, source().loops(), settings, TimeSource.system(), new Telemetry(registry));
      lane = made;
    }
    return made;
  }

  UsageStore store() {
    return lane().store();
  }

  /** Why a node has no values; the cause of none when it has. */
  NoUsage absence(String node) {
    return store().node(node) instanceof NoUsage absence
        ? absence
        : new NoUsage(NoUsage.Cause.NOT_ASKED_YET, "it has values");
  }

  /** The count of a series, 0 when there is none. */
  long count(String series) {
    return registry.getCounters().containsKey(series) ? registry.counter(series).getCount() : 0;
  }

  long gauge(String series) {
    return ((Number) registry.getGauges().get(series).getValue()).longValue();
  }

  @Override
  public void close() {
    if (lane != null) {
      lane.close();
    }
    if (source != null) {
      source.close();
    }
    vertx.close().await();
  }
}
