package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.kafka.KafkaConfig.Compression;
import io.heapster.sinks.kafka.KafkaConfig.Format;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import io.heapster.sinks.testing.TcpStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Brokers that are away, or do not answer. */
final class NoBrokerTest {
  /** One for each attempt, with pauses between; without pauses there are over 600. */
  private static final int FEW = 200;

  private final Logger logger = (Logger) LoggerFactory.getLogger("org.apache.kafka");
  private final Count count = new Count();

  private static final class Count extends AppenderBase<ILoggingEvent> {
    private final AtomicInteger events = new AtomicInteger();

    @Override
    protected void append(ILoggingEvent event) {
      events.incrementAndGet();
    }
  }

  @BeforeEach
  void listen() {
    count.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(count);
  }

  @AfterEach
  void release() {
    logger.detachAppender(count);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private static ClientSettings settings(int port, Duration callTimeout) {
    var config =
        new KafkaConfig(
            List.of("127.0.0.1:" + port),
            new Topic("t", true, -1, -1),
            Format.VALUE,
            Compression.ZSTD,
            "default",
            Security.NONE);
    return new ClientSettings(config, "heapster-kafka", callTimeout);
  }

  private static int deadPort() {
    try (var server = silent()) {
      return server.port();
    }
  }

  private static TcpStandIn silent() {
    return TcpStandIn.start(
        0, client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
  }

  @Test
  void admin_brokersAway_triesWithPauses() throws Exception {
    try (Admin admin = Admin.create(settings(deadPort(), Duration.ofSeconds(8)).admin())) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("t")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
    assertThat(count.events).hasValueBetween(1, FEW);
  }

  @Test
  void producer_brokersAway_triesWithPauses() throws Exception {
    ClientSettings settings = settings(deadPort(), Duration.ofSeconds(15));
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.producer())) {
      assertThatThrownBy(() -> producer.partitionsFor("t")).isInstanceOf(TimeoutException.class);
    }
    assertThat(count.events).hasValueBetween(1, FEW);
  }

  @Test
  @Timeout(60)
  void ensure_deadlineOver_endsWhateverTheClientWouldWaitFor() {
    try (var server = silent()) {
      ClientSettings settings = settings(server.port(), Duration.ofHours(10));
      var gate = new TopicGate(settings.config().topic(), settings);
      Deadline over = Deadline.in(Duration.ZERO, TimeSource.system());

      assertThatThrownBy(() -> gate.ensure(over))
          .isInstanceOf(IOException.class)
          .hasMessage("topic t: no answer of the brokers in time");
    }
  }
}
