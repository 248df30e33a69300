package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.kafka.Security.Login;
import io.heapster.sinks.kafka.Security.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The settings of Kafka's clients. Secrets and certificates are read from their files at each call,
 * and are of a type that Kafka never writes to its log.
 *
 * @param client name, seen in the brokers' logs and quotas
 * @param callTimeout limit of one call of the sink
 */
record ClientSettings(KafkaConfig config, String client, Duration callTimeout) {
  /**
   * Of all records not acknowledged yet; a producer never holds more. Eight times a chunk, so that
   * it never makes a sender wait for room.
   */
  static final int BUFFER_BYTES = 32 << 20;

  /**
   * Of the records that are compressed together, for each partition; the larger, the better they
   * compress; {@code KafkaEncodeBenchmark} tells by how much.
   */
  static final int RECORD_BATCH_BYTES = 256 << 10;

  /** How long a record waits for company; the sender fills batches quicker than that. */
  private static final int LINGER_MILLIS = 10;

  private static final int MIN_TIMEOUT_MILLIS = 500;

  /** What a producer is made with. */
  Map<String, Object> producer() throws SinkHeldException {
    Map<String, Object> settings = common();
    // Where the topic is known, the client's own limits, 8 tenths together, end before the call's
    // deadline of 9, so that its reason is heard and not just "no answer". After asking for the
    // topic there may be less left; then the deadline ends the call, and the producer with it.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlock().toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, share(6));
    // Half of it: a request whose answer is lost is repeated by the client, without duplicates.
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, share(3) - LINGER_MILLIS);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // More would overtake each other in a new partition. To its broker the producer is unknown, so
    // that any number may come first; and if one request is refused at first (by a broker that is
    // not the leader yet) and the next is taken, the one refused never gets in.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, RECORD_BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, KafkaConfig.text(config.compression()));
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  /** What an administrator's client is made with. */
  Map<String, Object> admin() throws SinkHeldException {
    Map<String, Object> settings = common();
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, share(4));
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, share(4));
    return settings;
  }

  private Map<String, Object> common() throws SinkHeldException {
    var settings = new HashMap<String, Object>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", config.brokers()));
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000L);
    settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    // The other strategy begins anew at once, without a pause and with a line in the log, as long
    // as no broker can be reached. A client that got no answer is replaced by a new one instead,
    // which looks up the names given.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    Tls tls = config.security().tls();
    Login login = config.security().login();
    String encryption = tls == null ? "PLAINTEXT" : "SSL";
    settings.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        login == null ? encryption : "SASL_" + encryption);
    try {
      if (tls != null) {
        addTls(tls, settings);
      }
      if (login != null) {
        addLogin(login, settings);
      }
    } catch (IOException e) {
      throw new SinkHeldException(
          "certificate cannot be read, check cacert, cert and key: " + e, e);
    } catch (UncheckedIOException e) {
      throw new SinkHeldException(Objects.requireNonNullElse(e.getMessage(), "passwordFile"), e);
    }
    return settings;
  }

  private static void addTls(Tls tls, Map<String, Object> settings) throws IOException {
    if (tls.insecure()) {
      settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TrustingTls.class);
      settings.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "");
      return;
    }
    if (tls.authority() != null) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
          new Password(Files.readString(tls.authority())));
    }
    if (tls.identity() != null) {
      settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
      settings.put(
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
          new Password(Files.readString(tls.identity().certificate())));
      settings.put(
          SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(Files.readString(tls.identity().key())));
    }
  }

  private static void addLogin(Login login, Map<String, Object> settings) {
    String module =
        switch (login.mechanism()) {
          case PLAIN -> "org.apache.kafka.common.security.plain.PlainLoginModule";
          case SCRAM_SHA_256, SCRAM_SHA_512 ->
              "org.apache.kafka.common.security.scram.ScramLoginModule";
        };
    String jaas =
        module
            + " required username="
            + quoted(login.user())
            + " password="
            + quoted(login.password().read())
            + ";";
    settings.put(SaslConfigs.SASL_MECHANISM, login.mechanism().text);
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas));
  }

  /** A text as JAAS reads it back. */
  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r")
        + '"';
  }

  /** How long a producer looks for the topic. */
  Duration maxBlock() {
    return Duration.ofMillis(share(2));
  }

  /** When a call that begins now has to be back: before it is interrupted. */
  Deadline deadline(TimeSource time) {
    return Deadline.in(Duration.ofMillis(share(9)), time);
  }

  /** Tenths of the call's time. */
  private int share(int tenths) {
    return Math.clamp(callTimeout.toMillis() * tenths / 10, MIN_TIMEOUT_MILLIS, Integer.MAX_VALUE);
  }
}
