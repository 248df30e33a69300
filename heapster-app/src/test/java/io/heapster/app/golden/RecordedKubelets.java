package io.heapster.app.golden;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kubelets that answer with the summary recorded at the current tick, one address per node. */
final class RecordedKubelets implements AutoCloseable {
  private final GoldenSeries series;
  private final List<HttpServer> servers = new ArrayList<>();
  private final int port;
  private volatile int tick = 1;

  /**
   * @param nodeByAddress loopback address to node name
   */
  RecordedKubelets(GoldenSeries series, Map<String, String> nodeByAddress) throws IOException {
    this.series = series;
    int chosen = 0;
    for (var node : nodeByAddress.entrySet()) {
      HttpServer server = HttpServer.create(new InetSocketAddress(node.getKey(), chosen), 0);
      chosen = server.getAddress().getPort();
      server.createContext("/stats/summary", exchange -> answer(exchange, node.getValue()));
      server.start();
      servers.add(server);
    }
    this.port = chosen;
  }

  int port() {
    return port;
  }

  void advanceTo(int nextTick) {
    tick = nextTick;
  }

  private void answer(HttpExchange exchange, String node) throws IOException {
    byte[] body = series.summary(tick, node);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }
}
