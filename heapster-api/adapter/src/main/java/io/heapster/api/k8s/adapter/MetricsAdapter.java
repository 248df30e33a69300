package io.heapster.api.k8s.adapter;

import java.io.PrintStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for Kubernetes' metrics APIs around providers of metrics. All of a program:
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *   int exit =
 *       MetricsAdapter.builder("queue-adapter")
 *           .flags(arguments)
 *           .externalMetrics(new QueueMetrics())
 *           .build()
 *           .run();
 *   System.exit(exit);
 * }
 * }</pre>
 *
 * The flags are those of the adapters written in Go, so that their manifests keep working: {@code
 * --help} lists them. Callers are authenticated and authorised by the cluster that the adapter runs
 * in. Immutable; may be started several times, on different ports.
 */
public final class MetricsAdapter {
  private static final Logger log = LoggerFactory.getLogger(MetricsAdapter.class);

  private final AdapterPlan plan;

  MetricsAdapter(AdapterPlan plan) {
    this.plan = plan;
  }

  /**
   * Begins to describe an adapter.
   *
   * @param name of the program, for logs, help and OpenAPI
   */
  public static MetricsAdapterBuilder builder(String name) {
    return new MetricsAdapterBuilder(name);
  }

  /**
   * Serves until the process is told to end (SIGTERM), then fails its readiness and finishes what
   * is under way before the process ends. The runtime ends it by itself then, with the code that is
   * usual for the signal (143 for SIGTERM), whether or not this has returned.
   *
   * @return the exit code for a process that ends for another reason: 0 after {@code --help} and
   *     when the waiting thread was interrupted, 2 when flags are wrong, which are all told on
   *     standard error, 1 when it could not start
   */
  public int run() {
    return run(System.out, System.err);
  }

  int run(PrintStream out, PrintStream err) {
    CommandLine line = plan.commandLine();
    if (line.problems().isEmpty() && line.on("help")) {
      out.print(line.help(plan.name()));
      return 0;
    }
    try (RunningAdapter running = start()) {
      Thread hook = new Thread(running::close, "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        running.awaitClosed();
      } finally {
        forget(hook);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(plan.name() + ": " + e.getMessage());
      return 2;
    } catch (IllegalStateException e) {
      log.error("{} could not start", plan.name(), e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("the process ends already", e);
    }
  }

  /** What is wrong with the flags, one line each; empty when nothing is. */
  public static List<String> problemsOf(List<String> flags) {
    try {
      var _ = AdapterSettings.of(CommandLine.parse(AdapterFlags.all(), flags), List.of());
      return List.of();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).lines().toList();
    }
  }

  /**
   * Starts to serve, for programs that have more to do. Blocks until the port is open.
   *
   * @throws IllegalArgumentException when flags are wrong; names all, one line each
   * @throws IllegalStateException when the port is taken, or the cluster's settings cannot be read
   */
  public RunningAdapter start() {
    List<String> warnings = plan.commandLine().warnings();
    warnings.forEach(warning -> log.warn("{}", warning));
    return RunningAdapter.start(plan);
  }
}
