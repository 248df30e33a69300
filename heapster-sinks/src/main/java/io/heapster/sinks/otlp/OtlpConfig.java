package io.heapster.sinks.otlp;

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

/**
 * A receiver of OTLP metrics and how they are named.
 *
 * @param uri of the receiver, path included
 * @param prefix of metric names
 * @param cluster the attribute {@code k8s.cluster.name}; without it when empty
 * @param entities in one request at most
 * @param concurrency requests under way at once
 */
public record OtlpConfig(
    URI uri,
    HttpAccess access,
    String prefix,
    String cluster,
    JoinedLabels.Form labels,
    int entities,
    int concurrency)
    implements RowOutput {
  /** The kind as users write it. */
  public static final String KEY = "otlp";

  static final String PATH = "/v1/metrics";

  /** Before compression; collectors take 20 MiB unless told otherwise. */
  private static final int MAX_BYTES = 4 << 20;

  /** Reads the options; what is wrong is remembered in them. */
  public static OtlpConfig from(String base, Options options) {
    URI uri = HttpAddress.parse(base, "http://localhost:4318", options);
    return new OtlpConfig(
        HttpAddress.withPath(uri, PATH),
        HttpAccess.from(options).withGzip(options.flag("gzip", true)),
        options.text("prefix").orElse("heapster."),
        options.isGiven("cluster") ? options.text("cluster").orElse("") : "k8s-cluster",
        JoinedLabels.form(options),
        (int) options.number("batchsize", 2_000, 1, 100_000),
        (int) options.number("concurrency", 2, 1, 64));
  }

  @Override
  public RowEncoder encoder(String labelSeparator, Counter notFinite) {
    return new ResourceEncoder(this, labelSeparator);
  }

  @Override
  public RowSender sender(Duration callTimeout, TimeSource time) {
    return new OtlpSender(this, callTimeout, time);
  }

  @Override
  public RowLimits limits(Duration callTimeout) {
    return new RowLimits(entities, MAX_BYTES, concurrency, callTimeout);
  }
}
