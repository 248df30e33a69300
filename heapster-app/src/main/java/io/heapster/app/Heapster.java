package io.heapster.app;

import io.heapster.app.config.DemoConfig;
import io.heapster.app.config.LogConfig;
import io.heapster.app.config.SimulatorConfig;
import io.heapster.app.logging.LogSetup;
import io.heapster.core.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The program: parses, checks, assembles, runs, and tells by its exit code how it went. */
public final class Heapster {
  private final Map<String, String> environment;
  private final Console console;

  Heapster(Map<String, String> environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  public static void main(String[] arguments) {
    var console = new Console(System.out, System.err);
    System.exit(new Heapster(System.getenv(), console).run(List.of(arguments)));
  }

  /** Runs one command to its end; the exit code. */
  int run(List<String> arguments) {
    return switch (Command.parse(arguments)) {
      case Command.Run(List<String> flags) -> daemon(CheckedConfig.load(flags, environment));
      case Command.CheckConfig(List<String> flags) -> tell(CheckedConfig.load(flags, environment));
      case Command.Simulate(List<String> flags) -> simulate(SimulatorConfig.load(flags));
      case Command.Demo(List<String> flags) ->
          demo(DemoConfig.load(flags, environment), this::demo);
      case Command.Train(List<String> flags) -> train(flags);
      case Command.Journal(List<String> words) ->
          new JournalCommand(console, environment, TimeSource.system()).run(words);
      case Command.Help(Command.Topic topic) -> console.print(Usage.of(topic));
      case Command.ShowVersion() -> console.print(Version.read().text());
      case Command.Unknown(String name, String hint) ->
          console.refuse(List.of("unknown command " + name + hint));
    };
  }

  private int daemon(CheckedConfig checked) {
    if (!checked.problems().isEmpty()) {
      return console.refuse(checked.problems());
    }
    LogSetup.apply(checked.config().log());
    StartLog.tell(checked);
    return UntilStopped.run(
        () -> HeapsterAssembly.assemble(checked.config(), Overrides.none(environment)).lifecycle());
  }

  private int tell(CheckedConfig checked) {
    console.warn(checked.warnings());
    return checked.problems().isEmpty()
        ? console.print(checked.effective())
        : console.refuse(checked.problems());
  }

  private int simulate(SimulatorConfig.Loaded loaded) {
    if (!loaded.problems().isEmpty()) {
      return console.refuse(loaded.problems());
    }
    LogSetup.apply(LogConfig.DEFAULT);
    return UntilStopped.run(() -> SimulatedWorld.alone(loaded.config(), console.out()));
  }

  private int demo(DemoConfig.Loaded loaded, ToIntFunction<DemoConfig> run) {
    var findings = new Findings();
    findings.problems(loaded.problems());
    findings.warnings(loaded.warnings());
    SinkParts.read(loaded.config().daemon(), findings);
    console.warn(findings.warnings());
    if (!findings.problems().isEmpty()) {
      return console.refuse(findings.problems());
    }
    LogSetup.apply(loaded.config().daemon().log());
    return run.applyAsInt(loaded.config());
  }

  private int demo(DemoConfig config) {
    return UntilStopped.run(() -> new Demo(config, environment, console.out()).lifecycle());
  }

  /** Without the environment, and so without its file: simulated pods must not reach its sinks. */
  private int train(List<String> flags) {
    return demo(
        DemoConfig.load(flags, Map.of()),
        config -> new Training(config, Training.TICKS, console.out()).run());
  }
}
