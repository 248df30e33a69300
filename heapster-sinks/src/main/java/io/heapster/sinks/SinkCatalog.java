package io.heapster.sinks;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.NearestName;
import io.heapster.core.config.Options;
import io.heapster.core.pipeline.DataSink;
import io.heapster.sinks.log.LogSink;
import io.heapster.sinks.metric.MetricSinkConfig;
import java.util.List;

/** The sinks there are, by the key that users name them with: {@code --sink=<key>[:<uri>]}. */
public final class SinkCatalog {
  /** Key of the built-in in-memory store. */
  public static final String METRIC = "metric";

  /** Keys of all sinks, in order. */
  public static final List<String> KEYS = List.of(LogSink.KEY, METRIC);

  /** What a user's URI stands for. */
  public sealed interface Choice {
    /** The built-in store, with the options given for it. */
    record Store(MetricSinkConfig config) implements Choice {}

    /**
     * A sink, ready to take batches.
     *
     * @param warnings worth telling the user
     */
    record Sink(DataSink sink, List<String> warnings) implements Choice {
      public Sink {
        warnings = List.copyOf(warnings);
      }
    }

    /** Nothing usable; every problem names the sink, the value and the rule. */
    record Invalid(List<String> problems) implements Choice {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  private SinkCatalog() {}

  /** Looks up and configures a sink; connects to nothing. */
  public static Choice choose(ComponentUri uri) {
    var options = new Options("sink " + uri.key(), uri.options());
    return switch (uri.key()) {
      case METRIC -> store(options);
      case LogSink.KEY -> log(uri, options);
      default -> unknown(uri.key());
    };
  }

  private static Choice store(Options options) {
    MetricSinkConfig config = MetricSinkConfig.from(options);
    List<String> problems = options.problems();
    return problems.isEmpty() ? new Choice.Store(config) : new Choice.Invalid(problems);
  }

  private static Choice log(ComponentUri uri, Options options) {
    List<String> problems = options.problems();
    if (!problems.isEmpty()) {
      return new Choice.Invalid(problems);
    }
    List<String> warnings =
        uri.base().isEmpty()
            ? List.of()
            : List.of("sink log: address \"" + uri.base() + "\" is ignored: it writes to the log");
    return new Choice.Sink(new LogSink(), warnings);
  }

  private static Choice unknown(String key) {
    String valid = "; valid are " + String.join(", ", KEYS);
    String hint = NearestName.hint(key, KEYS);
    return new Choice.Invalid(List.of("sink \"" + key + "\": not known" + valid + hint));
  }
}
