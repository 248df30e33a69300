package io.heapster.sinks.opentsdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.http.HttpAccess;
import io.heapster.sinks.http.HttpPoster;
import io.heapster.sinks.http.HttpReply;
import io.heapster.sinks.http.RequestBody;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts points and asks for details, so that the points refused are known. A point that OpenTSDB
 * could not store for want of breath is sent again.
 */
final class PutSender implements RowSender {
  private static final Pattern MAY_PASS_LATER =
      Pattern.compile(
          "throttl|time[d ]*out|storage exception|please retry", Pattern.CASE_INSENSITIVE);
  private static final List<HttpAccess.Header> HEADERS =
      List.of(new HttpAccess.Header("Content-Type", "application/json; charset=UTF-8"));

  private final ObjectMapper json = new ObjectMapper();
  private final HttpPoster poster;

  /** A point's identity: what OpenTSDB repeats in its errors. */
  private record Point(String metric, long timestamp, Map<String, String> tags) {
    static Point of(JsonNode node) {
      var tags = new HashMap<String, String>();
      node.path("tags")
          .properties()
          .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
      return new Point(node.path("metric").asText(), node.path("timestamp").asLong(), tags);
    }
  }

  PutSender(OpenTsdbConfig config, Duration callTimeout, TimeSource time) {
    this.poster = new HttpPoster(config.uri(), config.access(), HEADERS, callTimeout, time);
  }

  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    HttpReply reply = poster.post(RequestBody.jsonArray(rows));
    if (reply.status() == 400 && !reply.excerpt().startsWith("{")) {
      // Its own complaints are JSON.
      throw poster.foreign(reply);
    }
    JsonNode errors = errors(reply.body());
    if (errors == null || errors.isEmpty()) {
      return reply.result();
    }
    SendResult some = partly(rows, errors);
    return some == null ? new SendResult.Refused(reply.reason()) : some;
  }

  @Override
  public void close() {
    poster.close();
  }

  /** The list of errors in an answer; null when it is another answer. */
  private @Nullable JsonNode errors(byte[] body) {
    try {
      JsonNode errors = json.readTree(body).path("errors");
      return errors.isArray() ? errors : null;
    } catch (IOException _) {
      return null;
    }
  }

  /** The rows that the errors name; null when they name others, so that rows must be looked for. */
  private @Nullable SendResult partly(Rows rows, JsonNode errors) throws IOException {
    Map<Point, Integer> sent = sent(rows);
    var refused = new ArrayList<RefusedRow>();
    var again = new ArrayList<Integer>();
    for (JsonNode error : errors) {
      Integer row = sent.remove(Point.of(error.path("datapoint")));
      if (row == null) {
        return null;
      }
      String reason = error.path("error").asText();
      if (MAY_PASS_LATER.matcher(reason).find()) {
        again.add(row);
      } else {
        refused.add(new RefusedRow(row, reason));
      }
    }
    return new SendResult.Partly(refused, again);
  }

  private Map<Point, Integer> sent(Rows rows) throws IOException {
    var sent = new HashMap<Point, Integer>();
    for (int row = 0; row < rows.size(); row++) {
      int start = rows.start(row) + 1;
      sent.put(Point.of(json.readTree(rows.array(), start, rows.end(row) - start)), row);
    }
    return sent;
  }
}
