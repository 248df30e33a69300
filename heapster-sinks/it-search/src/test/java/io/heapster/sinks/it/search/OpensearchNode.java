package io.heapster.sinks.it.search;

import io.heapster.sinks.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** OpenSearch in this process. */
final class OpensearchNode implements SearchServer {
  private final Path home;
  private final int port = FreePorts.one();
  private Node node;

  private OpensearchNode(Path home) {
    this.home = home;
  }

  /**
   * @param home an empty directory for its data
   */
  static OpensearchNode start(Path home) {
    var server = new OpensearchNode(home);
    server.start();
    return server;
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it again, with its data, at the same address. */
  void start() {
    try {
      node = new NodeWithPlugins(settings());
      node.start();
    } catch (NodeValidationException e) {
      throw new IllegalStateException("OpenSearch did not start", e);
    }
  }

  private Settings settings() {
    return Settings.builder()
        .put("path.home", home.toString())
        .put("cluster.name", "test")
        .put("node.name", "test")
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.port", Integer.toString(port))
        .put("transport.port", "0")
        .put("transport.type", "netty4")
        .put("http.type", "netty4")
        .put("node.store.allow_mmap", false)
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  @Override
  public void close() {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException("OpenSearch did not stop", e);
    }
  }

  /** Reaches the constructor that takes plugins of the class path. */
  private static final class NodeWithPlugins extends Node {
    NodeWithPlugins(Settings settings) {
      super(
          InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "test"),
          List.of(
              new PluginInfo(
                  Netty4ModulePlugin.class.getName(),
                  "transport over Netty",
                  "classpath",
                  Version.CURRENT,
                  "25",
                  Netty4ModulePlugin.class.getName(),
                  null,
                  List.of(),
                  false)),
          false);
    }
  }
}
