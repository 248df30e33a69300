package io.heapster.sinks.influxdb;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBException;
import org.influxdb.InfluxDBFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines through the v1 API. Connects at the first write, and anew, with the password as it
 * is then, whenever the server refuses us or misses the database. Thread-safe.
 */
final class InfluxdbV1Sender implements RowSender {
  /** The database's own default. */
  private static final String ANY_POLICY = "";

  private static final String CREDENTIALS = "the options user and pw (or the file pwFile names)";

  private final InfluxdbConfig config;
  private final LineChannel channel;
  private final Replies replies;
  private final V1Database database;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Session session;

  /**
   * A client that logged in.
   *
   * @param policy written to
   */
  private record Session(
      InfluxDB client, String password, V1Database.Outcome outcome, String policy) {}

  InfluxdbV1Sender(InfluxdbConfig config, LineChannel channel, Replies replies) {
    this.config = config;
    this.channel = channel;
    this.replies = replies;
    this.database = new V1Database(config);
  }

  @Override
  public SendResult send(Rows rows) throws IOException {
    Session current = session();
    try {
      return write(current, rows);
    } catch (RefusalException e) {
      Session next = secondChance(current, e);
      if (next == null) {
        return replies.read(e, CREDENTIALS);
      }
      return sendAgain(next, rows);
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

  /** What a client's exception stands for: mostly, it wraps what the channel threw. */
  static IOException failure(InfluxDBException e) {
    return e.getCause() instanceof IOException cause
        ? cause
        : new IOException("InfluxDB: " + e.getMessage(), e);
  }

  private SendResult sendAgain(Session next, Rows rows) throws IOException {
    try {
      return write(next, rows);
    } catch (RefusalException e) {
      if (isDatabaseMissing(e)) {
        forget(next);
        throw missing(next, e);
      }
      Session last = isPolicyMissing(e) ? secondChance(next, e) : null;
      return last == null ? replies.read(e, CREDENTIALS) : write(last, rows);
    }
  }

  /** A session with which the write may succeed; null when the answer stands. */
  private @Nullable Session secondChance(Session refused, RefusalException e) throws IOException {
    if (isPolicyMissing(e) && refused.outcome instanceof V1Database.Outcome.NotAllowed) {
      return replace(
          refused, new Session(refused.client, refused.password, refused.outcome, ANY_POLICY));
    }
    if (isDatabaseMissing(e) || isPolicyMissing(e)) {
      forget(refused);
      return session();
    }
    if (e.status() == 401 || e.status() == 403) {
      forget(refused);
      return password().equals(refused.password) ? null : session();
    }
    return null;
  }

  private IOException missing(Session last, RefusalException e) {
    return last.outcome instanceof V1Database.Outcome.NotAllowed(String reason)
        ? database.missing(reason)
        : new IOException("InfluxDB, right after the database was made: " + e.answer(), e);
  }

  private SendResult write(Session to, Rows rows) throws IOException {
    try {
      LineChannel.<@Nullable Void>withRows(
          rows,
          () -> {
            to.client.write(
                config.database(),
                to.policy,
                InfluxDB.ConsistencyLevel.ONE,
                TimeUnit.NANOSECONDS,
                "");
            return null;
          });
      return SendResult.ACCEPTED;
    } catch (InfluxDBException e) {
      throw failure(e);
    }
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
    String password = password();
    try {
      InfluxDB client =
          InfluxDBFactory.connect(
              config.endpoint().toString(), config.user(), password, channel.clientBuilder());
      if (config.gzip()) {
        client.enableGzip();
      }
      return new Session(client, password, database.prepare(client), InfluxdbConfig.POLICY);
    } catch (RefusalException e) {
      if (e.status() == 401) {
        throw Replies.held(e, CREDENTIALS);
      }
      throw e;
    } catch (InfluxDBException e) {
      throw failure(e);
    }
  }

  private String password() throws SinkHeldException {
    try {
      return config.password().read();
    } catch (UncheckedIOException e) {
      throw new SinkHeldException("InfluxDB sink: " + e.getMessage(), e);
    }
  }

  private Session replace(Session before, Session with) {
    lock.lock();
    try {
      if (session == before) {
        session = with;
      }
      return with;
    } finally {
      lock.unlock();
    }
  }

  /** Unless somebody connected anew meanwhile. */
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

  private static boolean isDatabaseMissing(RefusalException e) {
    return e.says("database not found");
  }

  private static boolean isPolicyMissing(RefusalException e) {
    return e.says("retention policy not found");
  }
}
