package io.heapster.sinks.opentsdb;

import com.codahale.metrics.Counter;
import io.heapster.core.config.Options;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.http.HttpAccess;
import io.heapster.sinks.http.HttpAddress;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSender;
import java.net.URI;
import java.time.Duration;

/**
 * An OpenTSDB and what its points are tagged with.
 *
 * @param uri of the put request
 * @param cluster value of the tag {@code cluster}
 * @param points in one request at most
 */
public record OpenTsdbConfig(URI uri, HttpAccess access, String cluster, int points)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "opentsdb";

  private static final int MAX_BYTES = 1 << 20;

  /** Reads the options; what is wrong is remembered in them. */
  public static OpenTsdbConfig from(String base, Options options) {
    URI server = HttpAddress.parse(base, "http://127.0.0.1:4242", options);
    return new OpenTsdbConfig(
        URI.create(HttpAddress.withPath(server, "/api/put") + "?details"),
        HttpAccess.from(options).withGzip(options.flag("gzip", false)),
        options.text("cluster").orElse("k8s-cluster"),
        (int) options.number("batchsize", 75, 1, 10_000));
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new PointEncoder(cluster, notFinite);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return new PutSender(this, callTimeout, time);
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(points, MAX_BYTES, 1, callTimeout);
  }
}
