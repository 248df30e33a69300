package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.request.GoDuration;
import io.heapster.core.config.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Arguments read as Kubernetes' programs do: {@code --name=value} or {@code --name value}, {@code
 * _} like {@code -}, the last one of a name counts, and lists add up. All that is wrong is
 * gathered.
 */
final class CommandLine {
  private final SequencedMap<String, Flag> flags = new LinkedHashMap<>();
  private final Map<String, List<String>> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private CommandLine(List<Flag> known) {
    known.forEach(flag -> flags.put(flag.name(), flag));
  }

  static CommandLine parse(List<Flag> known, List<String> arguments) {
    var line = new CommandLine(known);
    var rest = new ArrayList<>(arguments).listIterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (argument.equals("--")) {
        rest.forEachRemaining(line::strange);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        String body = argument.substring(argument.startsWith("--") ? 2 : 1);
        int equals = body.indexOf('=');
        String name = (equals < 0 ? body : body.substring(0, equals)).replace('_', '-');
        Flag flag = line.flags.get(name.equals("h") ? "help" : name);
        if (flag == null) {
          line.problems.add(
              "--" + name + ": unknown" + NearestName.hint(name, line.flags.keySet()));
        } else if (equals >= 0) {
          line.give(flag, body.substring(equals + 1));
        } else if (flag.shape() == Flag.Shape.SWITCH) {
          line.give(flag, "true");
        } else if (rest.hasNext()) {
          line.give(flag, rest.next());
        } else {
          line.problems.add("--" + name + ": needs a value");
        }
      } else {
        line.strange(argument);
      }
    }
    return line;
  }

  private void strange(String argument) {
    problems.add("\"" + argument + "\": not a flag; all settings are flags");
  }

  private void give(Flag flag, String value) {
    switch (flag.treatment()) {
      case REFUSED -> problems.add("--" + flag.name() + ": " + flag.help());
      case IGNORED -> warnings.add("--" + flag.name() + " is ignored: " + flag.help());
      case SUPPORTED -> {
        check(flag, value);
        if (flag.shape() == Flag.Shape.LIST) {
          given.computeIfAbsent(flag.name(), first -> new ArrayList<>()).addAll(split(value));
        } else {
          given.put(flag.name(), List.of(value));
        }
      }
    }
  }

  private void check(Flag flag, String value) {
    try {
      switch (flag.shape()) {
        case WHOLE_NUMBER -> Integer.parseInt(value);
        case DURATION -> GoDuration.parse(value);
        case SWITCH -> {
          if (!value.equals("true") && !value.equals("false")) {
            problems.add("--" + flag.name() + "=" + value + ": give true or false");
          }
        }
        case TEXT, LIST -> {}
      }
    } catch (NumberFormatException e) {
      problems.add("--" + flag.name() + "=" + value + ": not a whole number");
    } catch (IllegalArgumentException e) {
      problems.add("--" + flag.name() + "=" + value + ": not a duration such as 10s or 1m30s");
    }
  }

  private static List<String> split(String value) {
    return value.isEmpty() ? List.of() : Arrays.asList(value.split(",", -1));
  }

  /** What is wrong, one sentence each; the values are of use only when this is empty. */
  List<String> problems() {
    return problems;
  }

  /** What was given and has no effect, one sentence each. */
  List<String> warnings() {
    return warnings;
  }

  String text(String name) {
    return values(name).isEmpty() ? "" : values(name).getLast();
  }

  int wholeNumber(String name) {
    return Integer.parseInt(text(name));
  }

  boolean on(String name) {
    return text(name).equals("true");
  }

  Duration duration(String name) {
    return GoDuration.parse(text(name));
  }

  List<String> list(String name) {
    return values(name);
  }

  private List<String> values(String name) {
    Flag flag = flags.get(name);
    if (flag == null) {
      throw new IllegalArgumentException("there is no flag --" + name);
    }
    List<String> standard =
        flag.shape() == Flag.Shape.LIST ? split(flag.standard()) : List.of(flag.standard());
    return given.getOrDefault(name, standard);
  }

  /** What {@code --help} shows. */
  String help(String program) {
    var text = new StringBuilder("Usage of ").append(program).append(":\n");
    for (Flag flag : flags.values()) {
      if (flag.treatment() == Flag.Treatment.SUPPORTED) {
        text.append("  --").append(flag.name());
        if (!flag.standard().isEmpty()) {
          text.append('=').append(flag.standard());
        }
        text.append("\n      ").append(flag.help()).append('\n');
      }
    }
    text.append("Accepted without effect:");
    for (Flag flag : flags.values()) {
      if (flag.treatment() == Flag.Treatment.IGNORED) {
        text.append(" --").append(flag.name());
      }
    }
    return text.append('\n').toString();
  }
}
