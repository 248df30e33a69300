package io.heapster.sinks;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.sinks.elasticsearch.SearchSinks;
import io.heapster.sinks.graphite.GraphiteConfig;
import io.heapster.sinks.influxdb.InfluxdbSink;
import io.heapster.sinks.kafka.KafkaSinks;
import io.heapster.sinks.kind.SinkFactory;
import io.heapster.sinks.kind.SinkKind;
import io.heapster.sinks.log.LogSink;
import io.heapster.sinks.metric.MetricSinkConfig;
import io.heapster.sinks.opentsdb.OpenTsdbConfig;
import io.heapster.sinks.otlp.OtlpConfig;
import io.heapster.sinks.remotewrite.RemoteWriteConfig;
import io.heapster.sinks.riemann.RiemannConfig;
import io.heapster.sinks.rows.RowOutput;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.statsd.StatsdConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sinks there are, by the key that users name them with: {@code --sink=<key>[:<uri>]}. */
public final class SinkCatalog {
  /** Key of the built-in in-memory store. */
  public static final String METRIC = "metric";

  /** Every kind but the built-in store, by key. */
  private static final SortedMap<String, SinkKind> KINDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(SearchSinks.ELASTICSEARCH, SearchSinks::elasticsearch),
              Map.entry(GraphiteConfig.KEY, rows(GraphiteConfig::from)),
              Map.entry(InfluxdbSink.KEY, InfluxdbSink::configure),
              Map.entry(KafkaSinks.KEY, KafkaSinks::configure),
              Map.entry(LogSink.KEY, SinkCatalog::log),
              Map.entry(SearchSinks.OPENSEARCH, SearchSinks::opensearch),
              Map.entry(OpenTsdbConfig.KEY, rows(OpenTsdbConfig::from)),
              Map.entry(OtlpConfig.KEY, rows(OtlpConfig::from)),
              Map.entry(RemoteWriteConfig.KEY, rows(RemoteWriteConfig::from)),
              Map.entry(RiemannConfig.KEY, rows(RiemannConfig::from)),
              Map.entry(StatsdConfig.KEY, rows(StatsdConfig::from))));

  /** Keys of all sinks, in order. */
  public static final List<String> KEYS =
      Stream.concat(KINDS.keySet().stream(), Stream.of(METRIC)).sorted().toList();

  /** A sink's name is a file name, too: that of its cursor. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  private SinkCatalog() {}

  /** Looks up and configures a sink; connects to nothing. */
  public static SinkChoice choose(ComponentUri uri) {
    var options = new Options("sink " + uri.key(), uri.options());
    if (uri.key().equals(METRIC)) {
      return store(options);
    }
    SinkKind kind = KINDS.get(uri.key());
    if (kind == null) {
      return unknown(uri.key());
    }
    String name = name(uri, options);
    SinkFactory factory = kind.configure(uri.base(), options);
    List<String> problems = options.problems();
    return problems.isEmpty()
        ? new SinkChoice.Sink(name, factory, options.warnings())
        : new SinkChoice.Invalid(problems);
  }

  private static String name(ComponentUri uri, Options options) {
    String name = options.text("name").orElse(uri.key());
    if (!NAME.matcher(name).matches()) {
      options.problem("name", name, "expected lower case letters, digits, - and _, 63 at most");
    }
    return name;
  }

  private static SinkChoice store(Options options) {
    MetricSinkConfig config = MetricSinkConfig.from(options);
    List<String> problems = options.problems();
    return problems.isEmpty() ? new SinkChoice.Store(config) : new SinkChoice.Invalid(problems);
  }

  private static SinkFactory log(String base, Options options) {
    if (!base.isEmpty()) {
      options.warning("address \"" + base + "\" is ignored: it writes to the log");
    }
    return context -> new LogSink(context.name());
  }

  /** A kind whose configuration makes the parts of a sink that sends rows. */
  private static SinkKind rows(BiFunction<String, Options, RowOutput> kind) {
    return (base, options) -> {
      RowOutput output = kind.apply(base, options);
      return context ->
          new RowSink(
              context.name(),
              output.encoder(
                  context.labelSeparator(),
                  context.telemetry().counter(SelfMetric.VALUES_DROPPED, "not_finite")),
              output.sender(context.callTimeout(), context.time()),
              output.limits(context.callTimeout()),
              context.deadLetters(),
              context.telemetry(),
              context.time());
    };
  }

  private static SinkChoice unknown(String key) {
    String valid = "; valid are " + String.join(", ", KEYS);
    String hint = NearestName.hint(key, KEYS);
    return new SinkChoice.Invalid(List.of("sink \"" + key + "\": not known" + valid + hint));
  }
}
