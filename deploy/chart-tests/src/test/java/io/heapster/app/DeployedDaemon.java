package io.heapster.app;

import io.heapster.app.config.DemoConfig;
import io.heapster.app.config.HeapsterConfig;
import java.util.List;
import java.util.Map;

/**
 * The daemon's own view of arguments that a manifest gives it, and a daemon that runs with them.
 */
public final class DeployedDaemon {
  private DeployedDaemon() {}

  /**
   * What the daemon makes of its arguments.
   *
   * @param problems with any of them it would not start
   */
  public record Reading(HeapsterConfig config, List<String> problems, List<String> warnings) {}

  /** Reads arguments as the container's entry point does. */
  public static Reading read(List<String> arguments, Map<String, String> environment) {
    return switch (Command.parse(arguments)) {
      case Command.Run(List<String> flags) -> {
        CheckedConfig checked = CheckedConfig.load(flags, environment);
        yield new Reading(checked.config(), checked.problems(), checked.warnings());
      }
      case Command.Demo(List<String> flags) -> {
        DemoConfig.Loaded loaded = DemoConfig.load(flags, environment);
        yield new Reading(loaded.config().daemon(), loaded.problems(), loaded.warnings());
      }
      case Command other -> throw new AssertionError(arguments + " is " + other);
    };
  }

  /** Starts a daemon in this process; ticks come by the clock. */
  public static AutoCloseable start(List<String> arguments, Map<String, String> environment) {
    Reading reading = read(arguments, environment);
    if (!reading.problems().isEmpty()) {
      throw new AssertionError(reading.problems());
    }
    Daemon daemon = HeapsterAssembly.assemble(reading.config(), Overrides.none(environment));
    daemon.start();
    return daemon;
  }

  /** The version of the build, e.g. {@code 0.1.0-SNAPSHOT}. */
  public static String version() {
    return Version.read().version();
  }
}
