package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.core.config.Secret;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.kafka.KafkaConfig.Compression;
import io.heapster.sinks.kafka.KafkaConfig.Format;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import io.heapster.sinks.kafka.Security.Identity;
import io.heapster.sinks.kafka.Security.Login;
import io.heapster.sinks.kafka.Security.Mechanism;
import io.heapster.sinks.kafka.Security.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ClientSettingsTest {
  @TempDir private Path directory;

  private static ClientSettings settings(Security security) {
    var config =
        new KafkaConfig(
            List.of("a:1", "b:2"),
            new Topic("t", true, -1, -1),
            Format.VALUE,
            Compression.ZSTD,
            "default",
            security);
    return new ClientSettings(config, "heapster-kafka", Duration.ofSeconds(20));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void producer_plain_isIdempotentAndBounded() throws IOException {
    var config = new ProducerConfig(settings(Security.NONE).producer());
    assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
    assertThat(config.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
    assertThat(config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG)).isEqualTo(32 << 20);
    assertThat(config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)).isEqualTo(12_000);
    assertThat(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG)).isEqualTo("zstd");
    assertThat(config.getString("security.protocol")).isEqualTo("PLAINTEXT");
  }

  @Test
  void producer_secrets_neverShowInItsLog() throws IOException {
    var logger = (Logger) LoggerFactory.getLogger(AbstractConfig.class);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.DEBUG);
    try {
      var tls =
          new Tls(
              file("ca.pem", "hush-ca"),
              new Identity(file("cert.pem", "hush-cert"), file("key.pem", "hush-key")),
              false);
      var login = new Login("u", Secret.of("hush-password"), Mechanism.PLAIN);
      Map<String, Object> settings = settings(new Security(tls, login)).producer();
      assertThat(new ProducerConfig(settings)).isNotNull();
      assertThat(settings.toString()).doesNotContain("hush");
    } finally {
      logger.setLevel(null);
      logger.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(text -> text.contains("sasl.jaas.config = [hidden]"))
        .noneMatch(text -> text.contains("hush"));
  }

  @Test
  void producer_passwordWithQuotes_isReadBackByJaas() throws IOException {
    String password = "a\"b\\c;d'e\nf";
    var login = new Login("u \"x\"", Secret.of(password), Mechanism.SCRAM_SHA_256);
    Map<String, Object> settings = settings(new Security(null, login)).producer();
    assertThat(settings)
        .containsEntry("security.protocol", SecurityProtocol.SASL_PLAINTEXT.name)
        .containsEntry("sasl.mechanism", "SCRAM-SHA-256");
    Map<String, ?> read =
        JaasContext.loadClientContext(
                Map.of("sasl.jaas.config", (Password) settings.get("sasl.jaas.config")))
            .configurationEntries()
            .getFirst()
            .getOptions();
    assertThat(read.get("username")).isEqualTo("u \"x\"");
    assertThat(read.get("password")).isEqualTo(password);
  }

  @Test
  void producer_fileGone_isHeldAndNamesIt() throws IOException {
    Path gone = file("password", "x");
    var login = new Login("u", Secret.in(gone), Mechanism.PLAIN);
    ClientSettings settings = settings(new Security(null, login));
    Files.delete(gone);
    assertThatThrownBy(settings::producer)
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining(gone.toString());
  }
}
