package io.heapster.sinks.influxdb;

import io.heapster.core.config.Durations;
import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.influxdb.InfluxdbConfig.V2;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what users may set about an InfluxDB; what is wrong is told through the options. */
final class InfluxdbOptions {
  /** Below it, servers refuse a retention policy. */
  private static final Duration LEAST_RETENTION = Duration.ofHours(1);

  /** More, and servers' nanoseconds overflow some day. */
  private static final Duration MOST_RETENTION = Duration.ofDays(36_500);

  private static final int DEFAULT_PORT = 8086;
  private static final int MOST_REQUESTS = 64;

  private final String base;
  private final Options options;

  InfluxdbOptions(String base, Options options) {
    this.base = base;
    this.options = options;
  }

  InfluxdbConfig read() {
    V2 v2 = v2();
    String user = options.text("user").orElse("root");
    Secret password = options.secret("pw").orElse(Secret.of("root"));
    String database = options.text("db").orElse("k8s");
    if (v2 != null) {
      warnOfV1();
    }
    return new InfluxdbConfig(
        endpoint(),
        user,
        password,
        options.flag("insecuressl", false),
        certificateAuthority(),
        database,
        retention(),
        v2,
        schema(),
        options.text("cluster_name").orElse("default"),
        options.flag("disable_counter_metrics", false),
        (int) options.number("concurrency", 1, 1, MOST_REQUESTS),
        options.flag("gzip", false),
        options.flag("ownmetrics", true));
  }

  private URI endpoint() {
    boolean secure = options.flag("secure", false);
    URI address = address();
    if (address == null) {
      return URI.create("http://localhost:" + DEFAULT_PORT);
    }
    String scheme = address.getScheme();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      options.problem("address", base, "expected http://<host>:<port> or https://<host>:<port>");
    }
    if (address.getUserInfo() != null) {
      options.problem("address", "user in it", "expected the options user and pw (or pwFile)");
    }
    String path = address.getPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      options.warning("path \"" + path + "\" of the address is ignored");
    }
    int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    boolean tls = secure || scheme.equals("https");
    return URI.create((tls ? "https://" : "http://") + address.getHost() + ":" + port);
  }

  /** With scheme and host; null when there is none or it is none. */
  private @Nullable URI address() {
    String text = base.contains("://") ? base : "http://" + base.replaceFirst("^//", "");
    if (text.equals("http://")) {
      return URI.create("http://localhost:" + DEFAULT_PORT);
    }
    try {
      var address = new URI(text);
      if (address.getScheme() != null && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Told below, like an address without a host.
    }
    options.problem("address", base, "expected http://<host>:<port> or https://<host>:<port>");
    return null;
  }

  private @Nullable Duration retention() {
    Optional<String> text = options.text("retention");
    if (text.isEmpty()) {
      return null;
    }
    if (text.get().equals("0") || text.get().equalsIgnoreCase("inf")) {
      return Duration.ZERO;
    }
    Duration retention;
    try {
      retention = Durations.parse(text.get());
    } catch (IllegalArgumentException e) {
      options.problem(
          "retention", text.get(), "expected 0 (for ever) or a time such as 7d or 168h");
      return Duration.ZERO;
    }
    if (!retention.isZero() && retention.compareTo(LEAST_RETENTION) < 0) {
      options.problem("retention", text.get(), "expected 0 (for ever) or at least 1h");
    }
    if (retention.compareTo(MOST_RETENTION) > 0) {
      options.problem("retention", text.get(), "expected 0 (for ever) or at most 36500d");
    }
    return retention;
  }

  private @Nullable Path certificateAuthority() {
    Optional<String> file = options.text("cacert");
    if (file.isEmpty()) {
      return null;
    }
    try {
      var path = Path.of(file.get());
      var _ = new TrustedAuthorities(path);
      return path;
    } catch (IllegalArgumentException e) {
      options.problem("cacert", file.get(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Schema schema() {
    boolean fields = options.flag("withfields", false);
    String rows = options.text("rows").orElse("values");
    boolean wide = rows.equals("wide");
    if (!wide && !rows.equals("values")) {
      options.problem("rows", rows, "expected values or wide");
    }
    if (wide && fields) {
      options.problem("rows", rows, "given beside withfields=true, expected one of them");
    }
    if (wide) {
      return Schema.WIDE;
    }
    return fields ? Schema.FIELDS : Schema.VALUES;
  }

  private @Nullable V2 v2() {
    Optional<String> organisation = options.text("org");
    Optional<String> bucket = options.text("bucket");
    boolean tokenGiven = options.isGiven("token") || options.isGiven("tokenFile");
    Optional<Secret> token = options.secret("token");
    if (organisation.isEmpty() && bucket.isEmpty() && !tokenGiven) {
      return null;
    }
    if (organisation.isPresent() && bucket.isPresent() && token.isPresent()) {
      return new V2(organisation.get(), bucket.get(), token.get());
    }
    require("org", organisation.isPresent());
    require("bucket", bucket.isPresent());
    require("token", tokenGiven);
    return null;
  }

  private void require(String name, boolean given) {
    if (!given) {
      options.problem(name, "", "expected a value: the v2 API needs org, bucket and token");
    }
  }

  private void warnOfV1() {
    for (String name : List.of("user", "pw", "pwFile", "db")) {
      options.ignored(name, "the v2 API is chosen by org, bucket and token");
    }
  }
}
