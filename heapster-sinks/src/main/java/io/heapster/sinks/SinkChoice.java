package io.heapster.sinks;

import io.heapster.sinks.kind.SinkFactory;
import io.heapster.sinks.metric.MetricSinkConfig;
import java.util.List;

/** What a user's sink URI stands for. */
public sealed interface SinkChoice {

  /** The built-in store, with the options given for it. */
  record Store(MetricSinkConfig config) implements SinkChoice {}

  /**
   * A sink to be made.
   *
   * @param name as given by the option {@code name}, else the kind's; not yet told apart from
   *     others
   * @param warnings worth telling the user
   */
  record Sink(String name, SinkFactory factory, List<String> warnings) implements SinkChoice {
    public Sink {
      warnings = List.copyOf(warnings);
    }
  }

  /** Nothing usable; every problem names the sink, the value and the rule. */
  record Invalid(List<String> problems) implements SinkChoice {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
