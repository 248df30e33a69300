package io.heapster.app.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was given in one place: the file, the environment or the command line, with what was wrong
 * there. Filled by the place's reader, then only read; not thread-safe.
 */
final class Layer {
  private final Place place;
  private final Map<Setting, Given> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Layer(Place place) {
    this.place = place;
  }

  /** Sets a value; a repeatable one is added to those before it, any other replaces it. */
  void add(Setting setting, List<String> values, String origin) {
    Given before = given.get(setting);
    if (before != null && setting.type().repeatable()) {
      var all = new ArrayList<>(before.values());
      all.addAll(values);
      given.put(setting, new Given(setting, all, place, before.origin()));
      return;
    }
    given.put(setting, new Given(setting, values, place, origin));
  }

  void problem(String text) {
    problems.add(text);
  }

  void warning(String text) {
    warnings.add(text);
  }

  Collection<Given> given() {
    return given.values();
  }

  List<String> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }
}
