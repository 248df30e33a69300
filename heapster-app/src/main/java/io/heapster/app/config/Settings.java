package io.heapster.app.config;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Durations;
import io.heapster.core.config.NearestName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The values in force, all layers taken together, read into types. A bad value yields the default
 * and is remembered, so that all mistakes are told at once. Not thread-safe.
 */
final class Settings {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final Map<Setting, Given> given = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param layers the weakest first; a later one replaces what an earlier one says about a setting
   */
  Settings(List<Layer> layers) {
    for (Layer layer : layers) {
      layer.given().forEach(each -> given.put(each.setting(), each));
      problems.addAll(layer.problems());
      warnings.addAll(layer.warnings());
    }
  }

  boolean isGiven(Setting setting) {
    return given.containsKey(setting);
  }

  /** What was given for a setting, or its default. */
  Given given(Setting setting) {
    Given found = given.get(setting);
    return found == null ? new Given(setting, setting.defaults(), Place.DEFAULT, "default") : found;
  }

  String text(Setting setting) {
    List<String> values = given(setting).values();
    return values.isEmpty() ? "" : values.getLast();
  }

  /** The texts of a list, blanks around them removed. */
  List<String> list(Setting setting) {
    return given(setting).values().stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  boolean flag(Setting setting) {
    return read(setting, "expected true or false", Settings::flag);
  }

  int number(Setting setting, int least, int most) {
    return read(
        setting,
        "expected a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  Duration duration(Setting setting, Duration least) {
    return read(
        setting,
        "expected a duration of " + Durations.format(least) + " or more, such as 90s or 1m30s",
        text -> {
          Duration value = Durations.parse(text);
          if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  /** Not longer than the most, either. */
  Duration duration(Setting setting, Duration least, Duration most) {
    Duration value = duration(setting, least);
    if (value.compareTo(most) <= 0) {
      return value;
    }
    problem(setting, text(setting), "expected " + Durations.format(most) + " or less");
    return most;
  }

  /** Bytes. */
  long size(Setting setting, long least) {
    return read(
        setting,
        "expected a size of " + Sizes.format(least) + " or more, such as 512Mi or 2Gi",
        text -> {
          long value = Sizes.parse(text);
          if (value < least) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    return choice(setting, type, each -> each.name().toLowerCase(Locale.ROOT));
  }

  /**
   * @param naming lower case words that users choose from
   */
  <E extends Enum<E>> E choice(Setting setting, Class<E> type, Function<E, String> naming) {
    List<String> names = Stream.of(type.getEnumConstants()).map(naming).toList();
    String text = text(setting).toLowerCase(Locale.ROOT);
    return read(
        setting,
        "expected one of " + String.join(", ", names) + NearestName.hint(text, names),
        value ->
            Stream.of(type.getEnumConstants())
                .filter(each -> naming.apply(each).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value)));
  }

  /** A directory, there or not; the working directory when none is set. */
  Path directory(Setting setting) {
    String text = text(setting);
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      problem(setting, text, "no path: " + e.getReason());
      return Path.of("");
    }
  }

  /**
   * A file that can be read, if one is set.
   *
   * @param check tells what is wrong with what is in it
   */
  Optional<Path> file(Setting setting, Function<Path, Optional<String>> check) {
    String text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(text);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problem(setting, text, "expected a file that can be read");
    } else {
      check.apply(file).ifPresent(rule -> problem(setting, text, rule));
    }
    return Optional.of(file);
  }

  List<ComponentUri> components(Setting setting, UnaryOperator<String> environment) {
    var components = new ArrayList<ComponentUri>();
    Given found = given(setting);
    for (String text : found.values()) {
      try {
        components.add(ComponentUri.parse(text, environment));
      } catch (IllegalArgumentException e) {
        problems.add(found.origin() + ": " + e.getMessage());
      }
    }
    return components;
  }

  /** Remembers a mistake in a setting's value. */
  void problem(Setting setting, String value, String rule) {
    problems.add(given(setting).origin() + ": \"" + value + "\": " + rule);
  }

  /** Remembers a mistake that is no single value's. */
  void problem(String text) {
    problems.add(text);
  }

  void warning(String text) {
    warnings.add(text);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private <T> T read(Setting setting, String rule, Function<String, T> parser) {
    String text = text(setting);
    if (!text.isEmpty()) {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        problem(setting, text, rule);
      }
    }
    return parser.apply(setting.defaultText());
  }

  private static boolean flag(String text) {
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return TRUE.contains(text);
  }
}
