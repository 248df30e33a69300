package io.heapster.app;

import io.heapster.core.config.NearestName;
import java.util.List;

/** What the user asks for: the first word of the command line, and the flags after it. */
sealed interface Command {

  /** Scrape, keep, answer, until stopped. */
  record Run(List<String> flags) implements Command {}

  /** Tell what {@link Run} would do with the same flags. */
  record CheckConfig(List<String> flags) implements Command {}

  /** Play the kubelets and the API server of a cluster, until stopped. */
  record Simulate(List<String> flags) implements Command {}

  /** Simulate and run in one process, until stopped. */
  record Demo(List<String> flags) implements Command {}

  /** Be a demo for some ticks, for the virtual machine to learn from. */
  record Train(List<String> flags) implements Command {}

  /** Look at a data directory, or give an order about it. */
  record Journal(List<String> arguments) implements Command {}

  record Help(Topic topic) implements Command {}

  /** What help is about. */
  enum Topic {
    DAEMON,
    SIMULATOR,
    JOURNAL
  }

  record ShowVersion() implements Command {}

  record Unknown(String name, String hint) implements Command {}

  List<String> NAMES =
      List.of("run", "check-config", "simulate", "demo", "train", "journal", "help", "version");

  private static Topic topic(List<String> arguments) {
    return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "simulate", "demo", "train" -> Topic.SIMULATOR;
      case "journal" -> Topic.JOURNAL;
      default -> Topic.DAEMON;
    };
  }

  /** Takes a command line apart; without a command it is {@link Run}. */
  static Command parse(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Help(topic(arguments));
    }
    if (arguments.contains("--version") || arguments.contains("--version=true")) {
      return new ShowVersion();
    }
    if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
      return new Run(arguments);
    }
    String name = arguments.getFirst();
    List<String> flags = arguments.subList(1, arguments.size());
    return switch (name) {
      case "run" -> new Run(flags);
      case "check-config" -> new CheckConfig(flags);
      case "simulate" -> new Simulate(flags);
      case "demo" -> new Demo(flags);
      case "train" -> new Train(flags);
      case "journal" -> new Journal(flags);
      case "help" -> new Help(topic(flags));
      case "version" -> new ShowVersion();
      default -> new Unknown(name, NearestName.hint(name, NAMES));
    };
  }
}
