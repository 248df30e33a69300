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
      heapster help | version        heapster help simulate lists the simulator's flags

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

  private Usage() {}

  static String of(Command.Topic topic) {
    return switch (topic) {
      case DAEMON -> COMMANDS + HelpText.daemon();
      case SIMULATOR -> SIMULATOR + HelpText.simulator();
    };
  }
}
