package io.heapster.sinks.influxdb;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.service.WriteService;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.influxdb.InfluxdbConfig.V2;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines through the v2 API, which InfluxDB 1.8 and later speak. The token is read again
 * whenever the server refuses it. Thread-safe.
 */
final class InfluxdbV2Sender implements RowSender {
  private static final String CREDENTIALS = "the option token (or the file tokenFile names)";

  private final InfluxdbConfig config;
  private final V2 target;
  private final LineChannel channel;
  private final Replies replies;
  private final V2Bucket bucket;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Session session;

  private record Session(InfluxDBClient client, WriteService writes, String token) {}

  InfluxdbV2Sender(InfluxdbConfig config, V2 target, LineChannel channel, Replies replies) {
    this.config = config;
    this.target = target;
    this.channel = channel;
    this.replies = replies;
    this.bucket = new V2Bucket(target, config.retention());
  }

  @Override
  public SendResult send(Rows rows) throws IOException {
    Session current = session();
    try {
      return write(current, rows);
    } catch (RefusalException e) {
      if (e.status() == 401 || e.status() == 403) {
        forget(current);
        return token().equals(current.token)
            ? replies.read(e, CREDENTIALS)
            : sendAgain(session(), rows);
      }
      if (e.status() == 404) {
        bucket.create(current.client, e);
        return sendAgain(current, rows);
      }
      return replies.read(e, CREDENTIALS);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      forgetLocked();
    } finally {
      lock.unlock();
    }
    channel.close();
  }

  private SendResult sendAgain(Session to, Rows rows) throws IOException {
    try {
      return write(to, rows);
    } catch (RefusalException e) {
      return replies.read(e, CREDENTIALS);
    }
  }

  private SendResult write(Session to, Rows rows) throws IOException {
    LineChannel.withRows(
        rows,
        () ->
            to.writes
                .postWrite(
                    target.organisation(),
                    target.bucket(),
                    "",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    WritePrecision.NS,
                    null)
                .execute());
    return SendResult.ACCEPTED;
  }

  private Session session() throws IOException {
    lock.lock();
    try {
      Session current = session;
      if (current == null) {
        current = connect();
        session = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private Session connect() throws IOException {
    String token = token();
    InfluxDBClient client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(config.endpoint().toString())
                .authenticateToken(token.toCharArray())
                .org(target.organisation())
                .bucket(target.bucket())
                .okHttpClient(channel.clientBuilder())
                .build());
    if (config.gzip()) {
      client.enableGzip();
    }
    return new Session(client, client.getService(WriteService.class), token);
  }

  private String token() throws SinkHeldException {
    try {
      return target.token().read();
    } catch (UncheckedIOException e) {
      throw new SinkHeldException("InfluxDB sink: " + e.getMessage(), e);
    }
  }

  private void forget(Session refused) {
    lock.lock();
    try {
      if (session == refused) {
        forgetLocked();
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void forgetLocked() {
    if (session != null) {
      session.client.close();
      session = null;
    }
  }
}
