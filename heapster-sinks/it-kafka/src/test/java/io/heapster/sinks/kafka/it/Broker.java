package io.heapster.sinks.kafka.it;

import io.heapster.sinks.testing.FreePorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka of one node, broker and controller, on free loopback ports that it keeps when it is
 * stopped and started again. Listens in plain text, and as the settings say.
 */
final class Broker implements AutoCloseable {
  private final Map<String, String> settings = new HashMap<>();
  private final int plainPort;
  private final int securePort;
  private KafkaRaftServer server;

  /**
   * Starts it.
   *
   * @param secure protocol of the second listener, e.g. {@code SASL_SSL}
   * @param more settings of it
   * @param scram credentials, as {@code kafka-storage format --add-scram} takes them
   */
  Broker(Path directory, String secure, Map<String, String> more, List<String> scram) {
    int[] ports = FreePorts.different(3);
    plainPort = ports[0];
    securePort = ports[1];
    settings.put("node.id", "1");
    settings.put("process.roles", "broker,controller");
    settings.put(
        "listeners",
        "PLAIN://127.0.0.1:%d,SECURE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(ports[0], ports[1], ports[2]));
    settings.put(
        "listener.security.protocol.map", "PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:" + secure);
    settings.put("inter.broker.listener.name", "PLAIN");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports[2]);
    settings.put("log.dirs", directory.toString());
    settings.put("auto.create.topics.enable", "true");
    settings.put("num.partitions", "2");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("broker.session.timeout.ms", "15000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.putAll(more);
    format(directory, scram);
    server = started();
  }

  static Broker plain(Path directory) {
    return new Broker(directory, "PLAINTEXT", Map.of(), List.of());
  }

  /** Where clients begin, in plain text. */
  String address() {
    return "127.0.0.1:" + plainPort;
  }

  /** Where clients begin, at the second listener. */
  String secureAddress() {
    return "127.0.0.1:" + securePort;
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address()));
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  void start() {
    server = started();
  }

  @Override
  public void close() {
    stop();
  }

  private KafkaRaftServer started() {
    var fresh = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    fresh.startup();
    return fresh;
  }

  private static void format(Path directory, List<String> scram) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setScramArguments(scram)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("not formatted: " + directory, e);
    }
  }
}
