package io.heapster.app.config;

import io.heapster.core.config.NearestName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a command line: {@code --flag=value}, {@code --flag value}, {@code --flag} alone for true
 * or false. A hyphen and an underscore in a name are the same.
 */
final class FlagReader {
  private final Map<String, Setting> byFlag = new LinkedHashMap<>();

  FlagReader(Collection<Setting> table) {
    for (Setting setting : table) {
      byFlag.put(setting.flag(), setting);
    }
  }

  Layer read(List<String> arguments) {
    var layer = new Layer(Place.COMMAND_LINE);
    var rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      if (argument.startsWith("--") && argument.length() > 2) {
        readFlag(argument.substring(2), rest, layer);
      } else {
        layer.problem("unexpected argument \"" + argument + "\": flags begin with --");
      }
    }
    return layer;
  }

  private void readFlag(String argument, Deque<String> rest, Layer layer) {
    int equals = argument.indexOf('=');
    String written = equals < 0 ? argument : argument.substring(0, equals);
    String name = written.replace('_', '-');
    Setting setting = byFlag.get(name);
    if (setting == null) {
      layer.problem("unknown flag --" + written + hint(name));
      if (equals < 0 && !nextIsFlag(rest)) {
        rest.pop(); // its value, most likely; not worth a complaint of its own
      }
      return;
    }
    String origin = "--" + written;
    if (equals >= 0) {
      layer.add(setting, List.of(argument.substring(equals + 1)), origin);
    } else if (setting.type() == SettingType.FLAG) {
      layer.add(setting, List.of("true"), origin);
    } else if (nextIsFlag(rest)) {
      layer.problem(origin + ": needs a value: " + origin + "=" + setting.type().placeholder());
    } else {
      layer.add(setting, List.of(rest.pop()), origin);
    }
  }

  private static boolean nextIsFlag(Deque<String> rest) {
    return rest.isEmpty() || rest.peek().startsWith("--");
  }

  private String hint(String name) {
    return NearestName.of(name, byFlag.keySet())
        .map(near -> ", did you mean --" + near + "?")
        .orElse(" (heapster --help lists them)");
  }
}
