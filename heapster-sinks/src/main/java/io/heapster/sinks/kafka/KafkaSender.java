package io.heapster.sinks.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages with one producer, made at the first call and again after a failure that it does
 * not survive, so that brokers which are away never keep the daemon from starting. A call that is
 * given up takes the producer with it, so that what it has not sent yet is not sent behind the back
 * of the call that repeats it. Thread-safe.
 */
final class KafkaSender implements RowSender {
  private final KafkaConfig config;
  private final Cluster cluster;
  private final ClientSettings settings;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Producer<byte[], byte[]> producer;

  @GuardedBy("lock")
  private boolean topicKnown;

  @GuardedBy("lock")
  private boolean closed;

  KafkaSender(Cluster cluster, ClientSettings settings, TimeSource time) {
    this.config = settings.config();
    this.cluster = cluster;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    Deadline deadline = settings.deadline(time);
    Producer<byte[], byte[]> client = client(deadline);
    if (deadline.left().compareTo(settings.maxBlock()) < 0) {
      throw new IOException("asking the brokers for the topic took the time of this call");
    }
    try {
      // First, as each message would wait for the topic on its own.
      client.partitionsFor(config.topic().name());
      var sending = new Sending(rows, config.topic().name(), config.format().schema());
      sending.sendAll(client);
      if (!sending.await(deadline.left())) {
        giveUp(client);
        throw new IOException("no answer of the brokers in time");
      }
      Throwable failure = sending.failure();
      if (failure != null) {
        throw failed(client, failure);
      }
      return sending.result();
    } catch (InterruptedException e) {
      giveUp(client);
      throw e;
    } catch (InterruptException e) {
      InterruptedException interrupted = interrupted(e);
      giveUp(client);
      throw interrupted;
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

  private Producer<byte[], byte[]> client(Deadline deadline)
      throws IOException, InterruptedException {
    if (!lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("another call still asks the brokers for the topic");
    }
    try {
      if (closed) {
        throw new IOException("closed");
      }
      if (!topicKnown) {
        cluster.ensureTopic(deadline);
        topicKnown = true;
      }
      Producer<byte[], byte[]> client = producer;
      if (client == null) {
        client = cluster.producer();
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

  private void giveUp(Producer<byte[], byte[]> client) {
    lock.lock();
    try {
      topicKnown = false;
      if (producer == client) {
        dropLocked();
      }
    } finally {
      lock.unlock();
    }
  }

  private IOException failed(Producer<byte[], byte[]> client, Throwable failure) {
    Failure kind = Failure.of(failure);
    lock.lock();
    try {
      // Whatever went wrong, the topic may be gone.
      topicKnown = false;
      // After a timeout, too: the brokers may have gone to other addresses, which only a new one
      // looks up.
      boolean done = kind != Failure.RETRY || failure instanceof TimeoutException;
      if (done && producer == client) {
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
    Producer<byte[], byte[]> client = producer;
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
