package io.heapster.sources.simulated.kubelet;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.world.NodeFault;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Answers one listener's requests as the kubelet of the node at whose address the connection was
 * made, faults included. Runs on one event loop.
 */
final class KubeletEndpoint {
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PLAIN = "text/plain; charset=utf-8";

  /** A control character: neither JSON nor the metrics text may have it anywhere. */
  private static final byte GARBAGE = 1;

  /** What kubelets have printed for containers that died: the time is that of year 1. */
  private static final String BAD_LINE =
      "container_cpu_usage_seconds_total{container=\"dead\",namespace=\"default\",pod=\"dead\"}"
          + " 0 -62135596800000\n";

  private final Vertx vertx;
  private final Supplier<SimulatedCluster> cluster;
  private final TimeSource time;
  private final String token;
  private final KubeletDocuments documents;
  private final long[] scrapes;

  /**
   * @param token that requests must bear; empty for none
   */
  KubeletEndpoint(Vertx vertx, Supplier<SimulatedCluster> cluster, TimeSource time, String token) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.time = time;
    this.token = token;
    documents = new KubeletDocuments(cluster.get().shape().psi());
    scrapes = new long[cluster.get().shape().nodes()];
  }

  void connected(HttpConnection connection) {
    int node = node(connection);
    if (node >= 0 && cluster.get().fault(node) == NodeFault.DEAD) {
      connection.close();
    }
  }

  void handle(HttpServerRequest request) {
    int node = node(request.connection());
    if (node < 0) {
      end(request, 404, PLAIN, Buffer.buffer(noNodeHere()));
      return;
    }
    SimulatedCluster world = cluster.get();
    switch (world.fault(node)) {
      case DEAD -> request.connection().close();
      case HANGING -> {
        // the client gives up, or the idle timeout ends it
      }
      case UNAUTHORISED -> end(request, 401, PLAIN, Buffer.buffer("Unauthorized"));
      case SLOW -> {
        long millis = Math.max(1, world.faults().slowness().toMillis());
        vertx.setTimer(millis, timer -> authorise(request, node));
      }
      case NONE, CUT_OFF, MALFORMED, OLD, SUMMARY_FAILING, NO_RESOURCE_METRICS, BAD_LINE ->
          authorise(request, node);
    }
  }

  private int node(HttpConnection connection) {
    SocketAddress local = connection.localAddress();
    return cluster.get().nodeAt(InetAddress.ofLiteral(local.hostAddress()).getAddress());
  }

  private String noNodeHere() {
    SimulatedCluster world = cluster.get();
    return "no simulated node has this address: they are at %s to %s\n"
        .formatted(world.nodes().getFirst().address(), world.nodes().getLast().address());
  }

  private void authorise(HttpServerRequest request, int node) {
    if (token.isEmpty() || ("Bearer " + token).equals(request.getHeader("Authorization"))) {
      route(request, node);
    } else {
      end(request, 401, PLAIN, Buffer.buffer("Unauthorized"));
    }
  }

  private void route(HttpServerRequest request, int node) {
    switch (Objects.requireNonNullElse(request.path(), "")) {
      case "/stats/summary", "/stats/summary/" -> summary(request, node);
      case "/stats/container/", "/stats/container" -> cadvisor(request, node);
      case "/metrics/resource" -> resourceMetrics(request, node);
      case "/healthz" -> end(request, 200, PLAIN, Buffer.buffer("ok"));
      default -> notFound(request);
    }
  }

  private void summary(HttpServerRequest request, int node) {
    SimulatedCluster world = cluster.get();
    NodeFault fault = world.fault(node);
    boolean cpuAndMemory = "true".equals(request.getParam("only_cpu_and_memory"));
    if (fault == NodeFault.OLD) {
      notFound(request);
    } else if (cpuAndMemory) {
      document(request, node, JSON, documents.summary(view(node), SummaryScope.CPU_AND_MEMORY));
    } else if (world.faults().misses(node, scrapes[node]++)) {
      request.connection().close();
    } else if (fault == NodeFault.SUMMARY_FAILING) {
      end(request, 500, PLAIN, Buffer.buffer("Internal Error: failed to get rootFs info"));
    } else {
      document(request, node, JSON, documents.summary(view(node), SummaryScope.EVERYTHING));
    }
  }

  private void resourceMetrics(HttpServerRequest request, int node) {
    NodeFault fault = cluster.get().fault(node);
    if (fault == NodeFault.OLD || fault == NodeFault.NO_RESOURCE_METRICS) {
      notFound(request);
      return;
    }
    Buffer body = documents.resourceMetrics(view(node));
    document(request, node, TEXT, fault == NodeFault.BAD_LINE ? body.appendString(BAD_LINE) : body);
  }

  private void cadvisor(HttpServerRequest request, int node) {
    if (cluster.get().fault(node) != NodeFault.OLD) {
      notFound(request);
    } else if (request.method() != HttpMethod.POST) {
      end(request, 405, PLAIN, Buffer.buffer("Method Not Allowed"));
    } else {
      document(request, node, JSON, documents.cadvisor(view(node)));
    }
  }

  private NodeView view(int node) {
    return NodeView.at(cluster.get(), node, time.now().getEpochSecond());
  }

  private void document(HttpServerRequest request, int node, String type, Buffer body) {
    switch (cluster.get().fault(node)) {
      case CUT_OFF -> cutOff(request, type, body);
      case MALFORMED -> end(request, 200, type, body.setByte(body.length() / 2, GARBAGE));
      case NONE,
          DEAD,
          SLOW,
          HANGING,
          UNAUTHORISED,
          OLD,
          SUMMARY_FAILING,
          NO_RESOURCE_METRICS,
          BAD_LINE ->
          end(request, 200, type, body);
    }
  }

  private static void cutOff(HttpServerRequest request, String type, Buffer body) {
    HttpConnection connection = request.connection();
    request
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Content-Length", Integer.toString(body.length()))
        .write(body.slice(0, body.length() / 2))
        .onComplete(written -> connection.close());
  }

  private static void notFound(HttpServerRequest request) {
    end(request, 404, PLAIN, Buffer.buffer("404 page not found\n"));
  }

  private static void end(HttpServerRequest request, int status, String type, Buffer body) {
    HttpServerResponse response = request.response();
    if (!response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", type).end(body);
    }
  }
}
