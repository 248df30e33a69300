package io.heapster.sinks.influxdb;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the answers to a write mean for its rows. Thread-safe. */
final class Replies {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);
  private static final Pattern DROPPED = Pattern.compile("dropped=([0-9]{1,15})");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final String sink;

  /** Kinds of limits that were told in the log. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Replies(String sink) {
    this.sink = sink;
  }

  /**
   * What became of rows that were answered with other than success; a database that is not there is
   * the caller's to make.
   *
   * @param credentials what to check when they are refused, e.g. {@code user and pw}
   */
  SendResult read(RefusalException refusal, String credentials) throws IOException {
    if (refusal.status() / 100 == 2 || refusal.status() / 100 == 3) {
      throw notInfluxdb(refusal);
    }
    return switch (refusal.status()) {
      case 400, 422 -> {
        if (!refusal.isOfLines()) {
          throw notInfluxdb(refusal);
        }
        yield badRequest(refusal);
      }
      case 413 -> new SendResult.Refused(refusal.answer());
      case 401, 403 -> throw held(refusal, credentials);
      case 429, 503 ->
          throw new RetryLaterException(
              "InfluxDB asks for patience, " + refusal.answer(),
              seconds(refusal.retryAfter()),
              refusal);
      default -> throw new IOException("InfluxDB, " + refusal.answer(), refusal);
    };
  }

  static SinkHeldException held(RefusalException refusal, String credentials) {
    String todo =
        refusal.status() == 401
            ? ": check " + credentials
            : ": grant it what is missing, or check " + credentials;
    return new SinkHeldException("InfluxDB refuses us, " + refusal.answer() + todo, refusal);
  }

  /** Something answers that is no InfluxDB, or none that was asked what we think we asked. */
  static SinkHeldException notInfluxdb(RefusalException refusal) {
    String location = refusal.location();
    if (location != null) {
      return new SinkHeldException(
          "InfluxDB is not here, answer "
              + refusal.status()
              + " leads to "
              + location
              + ": give the address that answers itself (https:// or secure=true where it speaks"
              + " TLS)",
          refusal);
    }
    return new SinkHeldException(
        "no answer of InfluxDB about lines, "
            + refusal.answer()
            + ": check the address and its port; where it speaks TLS, give it as https:// (or"
            + " secure=true)",
        refusal);
  }

  /**
   * The client could not read an answer of status 200. Its exceptions would count against the
   * batch.
   *
   * @param question what was asked
   */
  static SinkHeldException notReadable(String question, RuntimeException problem) {
    return new SinkHeldException(
        "no answer of InfluxDB to "
            + question
            + " ("
            + problem.getMessage()
            + "): check the address and its port",
        problem);
  }

  private SendResult badRequest(RefusalException refusal) {
    Matcher dropped = DROPPED.matcher(refusal.reason());
    if (refusal.says("unable to parse") || !refusal.says("partial write") || !dropped.find()) {
      return new SendResult.Refused(refusal.reason());
    }
    long rows = Long.parseLong(dropped.group(1));
    if (refusal.says("field type conflict")) {
      // The reason names measurement, field and types, and so all rows of the same mistake.
      String kind = dropped.replaceAll("dropped");
      return new SendResult.Sifted(rows, kind, refusal.reason());
    }
    tell(refusal);
    return new SendResult.Thinned(rows, refusal.reason());
  }

  /** Once for each kind of limit: it holds for every batch until somebody acts. */
  private void tell(RefusalException refusal) {
    if (refusal.says("max-series-per-database") && told.add("max-series-per-database")) {
      log.warn(
          "sink {}: InfluxDB drops values, {}: the database has as many series as it may have."
              + " Raise max-series-per-database in influxdb.conf (0 is no limit), or make fewer"
              + " series with the option withfields=true or, fewest, rows=wide. Told once; see"
              + " heapster_sink_rows_total{result=\"dropped\"}",
          sink,
          refusal.reason());
    } else if (refusal.says("max-values-per-tag") && told.add("max-values-per-tag")) {
      log.warn(
          "sink {}: InfluxDB drops values, {}: a tag has as many different values as it may have."
              + " Raise max-values-per-tag in influxdb.conf (0 is no limit), or set retention, so"
              + " that pods long gone are forgotten. Told once; see"
              + " heapster_sink_rows_total{result=\"dropped\"}",
          sink,
          refusal.reason());
    } else if (refusal.says("beyond retention policy") && told.add("retention")) {
      log.warn(
          "sink {}: InfluxDB drops values, {}: they are older than the option retention. Told once;"
              + " see heapster_sink_rows_total{result=\"dropped\"}",
          sink,
          refusal.reason());
    }
  }

  private static @Nullable Duration seconds(@Nullable String retryAfter) {
    return retryAfter != null && SECONDS.matcher(retryAfter).matches()
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : null;
  }
}
