package io.heapster.sinks.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages with one producer, made at the first call and again after a failure that it does
 * not survive, so that brokers which are away never keep the daemon from starting. Thread-safe.
 */
final class KafkaSender implements RowSender {
  private final KafkaConfig config;
  private final ClientSettings settings;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  @GuardedBy("lock")
  private boolean topicKnown;

  @GuardedBy("lock")
  private boolean closed;

  KafkaSender(KafkaConfig config, ClientSettings settings) {
    this.config = config;
    this.settings = settings;
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    KafkaProducer<byte[], byte[]> client = client();
    try {
      // First, as each message would wait for the topic on its own.
      client.partitionsFor(config.topic().name());
      var sending = new Sending(rows, config.topic().name(), config.format().schema());
      sending.sendAll(client);
      if (!sending.await(settings.callTimeout())) {
        throw new IOException("no answer of the brokers in time");
      }
      Throwable failure = sending.failure();
      if (failure != null) {
        throw failed(client, failure);
      }
      return sending.result();
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException | IllegalStateException e) {
      throw failed(client, e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      dropLocked();
    } finally {
      lock.unlock();
    }
  }

  private KafkaProducer<byte[], byte[]> client() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      if (!topicKnown) {
        new TopicGate(config.topic(), settings).ensure();
        topicKnown = true;
      }
      KafkaProducer<byte[], byte[]> client = producer;
      if (client == null) {
        client = new KafkaProducer<>(settings.producer());
        producer = client;
      }
      return client;
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw Failure.exception("producer not made", e);
    } finally {
      lock.unlock();
    }
  }

  private IOException failed(KafkaProducer<byte[], byte[]> client, Throwable failure) {
    Failure kind = Failure.of(failure);
    lock.lock();
    try {
      // Whatever went wrong, the topic may be gone.
      topicKnown = false;
      if (kind != Failure.RETRY && producer == client) {
        dropLocked();
      }
    } finally {
      lock.unlock();
    }
    String doing = "topic " + config.topic().name();
    return kind == Failure.RETRY
        ? new RetryLaterException(doing + ": " + failure, null, failure)
        : Failure.exception(doing, failure);
  }

  @GuardedBy("lock")
  private void dropLocked() {
    KafkaProducer<byte[], byte[]> client = producer;
    producer = null;
    if (client != null) {
      // At once: a call that is under way fails, and its rows are sent again.
      client.close(Duration.ZERO);
    }
  }

  private static InterruptedException interrupted(InterruptException e) {
    Thread.interrupted();
    var interrupted = new InterruptedException("interrupted while sending");
    interrupted.initCause(e);
    return interrupted;
  }
}
