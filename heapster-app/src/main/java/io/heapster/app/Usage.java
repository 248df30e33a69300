package io.heapster.app;

import io.heapster.app.config.HelpText;

/** The screens that {@code --help} prints. */
final class Usage {
  private static final String COMMANDS =
      """
      Heapster: resource metrics of a Kubernetes cluster, scraped, summed, kept, answered, sent on.

      heapster [run] [flags]         run the daemon
      heapster check-config [flags]  print the configuration in force, or all that is wrong (exit 2)
      heapster simulate [flags]      play the kubelets and the API server of a cluster
      heapster demo [flags]          simulate a cluster and run on it; takes the flags of both
      heapster train [flags]         be a demo for 20 seconds, for the JVM to learn from (docs/images.md)
      heapster journal ls|replay|drop  look at a data directory, send again, give up
      heapster help | version        heapster help simulate|journal lists their flags

      A setting is a flag, a variable (--metric-resolution is HEAPSTER_METRIC_RESOLUTION) or a line
      of a YAML file (metricResolution: 60s); file < environment < flags. In flags _ equals -.
      """;

  private static final String SIMULATOR =
      """
      heapster simulate [flags]      play the kubelets and the API server of a cluster
      heapster demo [flags]          simulate a cluster and run on it, on ports of its choice; takes
                                     these flags and the daemon's (heapster --help), and --port is
                                     the daemon's there
      """;

  private static final String JOURNAL =
      """
      heapster journal ls --data-dir=<directory>
          segments, what each sink has yet to get, dead letters
      heapster journal ls --data-dir=<directory> --verify
          the same after reading every record, to find the damaged ones
      heapster journal replay --data-dir=<directory> --sink=<name> --from=<time> [--to=<time>]
          has batches of that time (to: exclusive, now if left out) sent to a sink again
      heapster journal drop --data-dir=<directory> --sink=<name> --before=<time>
          gives up what waits for a sink and is older
      heapster journal drop --data-dir=<directory> --sink=<name> --all
          gives up everything that waits for a sink
      heapster journal drop --data-dir=<directory> --sink=<name> --dead-letters
          deletes the rows that the sink refused

      A time is written 2026-11-21T10:00:00Z. A daemon that runs on the directory is handed the order
      and carries it out within seconds; otherwise it is done at once.
      """;

  private Usage() {}

  static String of(Command.Topic topic) {
    return switch (topic) {
      case DAEMON -> COMMANDS + HelpText.daemon();
      case SIMULATOR -> SIMULATOR + HelpText.simulator();
      case JOURNAL -> JOURNAL;
    };
  }
}
