package io.heapster.sinks.influxdb;

import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBException;
import org.influxdb.dto.Query;
import org.influxdb.dto.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * Makes the database and its retention policy {@code default} as they should be. Servers tell
 * errors of statements inside answers of status 200, too; those are read.
 */
final class V1Database {
  private final String name;
  private final String database;
  private final String policy = quoted(InfluxdbConfig.POLICY);
  private final String user;
  private final @Nullable Duration retention;

  /** How far we got. */
  sealed interface Outcome {

    /** All is as it should be. */
    record Ready() implements Outcome {}

    /** We may not, or the server cannot; everything may be there all the same. */
    record NotAllowed(String reason) implements Outcome {}
  }

  V1Database(InfluxdbConfig config) {
    this.name = config.database();
    this.database = quoted(config.database());
    this.user = config.user();
    this.retention = config.retention();
  }

  /**
   * @throws SinkHeldException when something else than InfluxDB answers
   * @throws RefusalException when the credentials are refused, or the server has a problem
   */
  Outcome prepare(InfluxDB client) throws IOException {
    try {
      String error = query(client, createDatabase());
      if (error != null && !isForbidden(error)) {
        // It is there, with other policies, or with another duration.
        error = preparePolicy(client);
      }
      return error == null ? new Outcome.Ready() : new Outcome.NotAllowed(error);
    } catch (RefusalException e) {
      return switch (e.status()) {
        case 403 -> new Outcome.NotAllowed(e.answer());
        case 400 -> throw Replies.notInfluxdb(e);
        default -> throw e.status() / 100 == 3 ? Replies.notInfluxdb(e) : e;
      };
    }
  }

  /** The database is not there, and we were not allowed to make it. */
  SinkHeldException missing(String reason) {
    return new SinkHeldException(
        "InfluxDB has no database \""
            + name
            + "\", and user \""
            + user
            + "\" may not create it ("
            + reason
            + "): let an administrator run "
            + createDatabase()
            + " and GRANT ALL ON "
            + database
            + " TO "
            + quoted(user)
            + ", or GRANT ALL PRIVILEGES TO "
            + quoted(user));
  }

  /**
   * Makes or alters the policy. It does not become the database's default: others may write there,
   * and rely on the one that is. Returns why we may not, or null.
   */
  private @Nullable String preparePolicy(InfluxDB client) throws IOException {
    Duration wanted = retention;
    String create =
        "CREATE RETENTION POLICY "
            + policy
            + " ON "
            + database
            + " DURATION "
            + duration()
            + " REPLICATION 1";
    if (wanted == null) {
      String error = query(client, create);
      // There already, of another duration: nobody asked us to change it.
      return error != null && error.contains("already exists") ? null : judged(create, error);
    }
    String alter =
        "ALTER RETENTION POLICY "
            + policy
            + " ON "
            + database
            + " DURATION "
            + duration()
            + " SHARD DURATION "
            + shardDuration(wanted);
    String error = query(client, alter);
    return error != null && error.contains("not found")
        ? judged(create, query(client, create))
        : judged(alter, error);
  }

  private static @Nullable String judged(String statement, @Nullable String error)
      throws IOException {
    if (error != null && !isForbidden(error)) {
      throw new IOException(statement + ": " + error);
    }
    return error;
  }

  private static boolean isForbidden(String error) {
    String said = error.toLowerCase(Locale.ROOT);
    return said.contains("authoriz") || said.contains("permission") || said.contains("privilege");
  }

  private String createDatabase() {
    return "CREATE DATABASE "
        + database
        + " WITH DURATION "
        + duration()
        + " REPLICATION 1 NAME "
        + policy;
  }

  private String duration() {
    Duration wanted = retention;
    return wanted == null || wanted.isZero() ? "INF" : wanted.toSeconds() + "s";
  }

  /** As the server chooses it for a new policy; it refuses a duration shorter than its shards'. */
  private static String shardDuration(Duration retention) {
    if (retention.isZero() || retention.compareTo(Duration.ofDays(180)) > 0) {
      return "7d";
    }
    return retention.compareTo(Duration.ofDays(2)) < 0 ? "1h" : "1d";
  }

  /** Runs a statement; the error told inside the answer, or null. */
  private static @Nullable String query(InfluxDB client, String statement) throws IOException {
    try {
      QueryResult result = client.query(new Query(statement, "", true));
      if (result.hasError()) {
        return result.getError();
      }
      return result.getResults() == null
          ? null
          : result.getResults().stream()
              .filter(QueryResult.Result::hasError)
              .map(QueryResult.Result::getError)
              .findFirst()
              .orElse(null);
    } catch (InfluxDBException e) {
      throw InfluxdbV1Sender.failure(e);
    } catch (RuntimeException e) {
      throw Replies.notReadable(statement, e);
    }
  }

  private static String quoted(String identifier) {
    String escaped = identifier.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}
