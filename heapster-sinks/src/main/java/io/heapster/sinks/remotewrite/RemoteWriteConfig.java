package io.heapster.sinks.remotewrite;

import com.codahale.metrics.Counter;
import io.heapster.core.config.Options;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.http.HttpAccess;
import io.heapster.sinks.http.HttpAddress;
import io.heapster.sinks.rows.JoinedLabels;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSender;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A receiver of remote write requests and how series are named.
 *
 * @param uri of the receiver, path included
 * @param prefix of metric names
 * @param cluster value of the label {@code cluster}; without that label when empty
 * @param samples in one request at most
 * @param concurrency requests under way at once
 */
public record RemoteWriteConfig(
    URI uri,
    HttpAccess access,
    String prefix,
    String cluster,
    JoinedLabels.Form labels,
    int samples,
    int concurrency)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "prometheus-remote-write";

  static final String PATH = "/api/v1/write";
  private static final int MAX_BYTES = 8 << 20;
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  /** Reads the options; what is wrong is remembered in them. */
  public static RemoteWriteConfig from(String base, Options options) {
    URI uri = HttpAddress.parse(base, "", options);
    boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
    return new RemoteWriteConfig(
        bare ? HttpAddress.withPath(uri, PATH) : uri,
        HttpAccess.from(options),
        prefix(options),
        options.isGiven("cluster") ? options.text("cluster").orElse("") : "k8s-cluster",
        JoinedLabels.form(options),
        (int) options.number("batchsize", 10_000, 1, 100_000),
        (int) options.number("concurrency", 2, 1, 64));
  }

  private static String prefix(Options options) {
    String prefix = options.text("prefix").orElse("heapster_");
    if (!PREFIX.matcher(prefix).matches()) {
      options.problem("prefix", prefix, "expected letters, digits, _ and :, no digit first");
    }
    return prefix;
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new SeriesEncoder(this, labelSeparator);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return new RemoteWriteSender(this, callTimeout, time);
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(samples, MAX_BYTES, concurrency, callTimeout);
  }
}
