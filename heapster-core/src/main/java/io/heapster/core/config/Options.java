package io.heapster.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads named options into typed values. A bad value yields the default and is remembered, so that
 * all mistakes are told at once; at the end, {@link #problems} also lists the names nobody asked
 * for. Where an option is given twice, the first counts. Not thread-safe.
 */
public final class Options {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private final String where;
  private final Map<String, List<String>> given;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param where what the options belong to, for messages, e.g. {@code source
   *     kubernetes.summary_api}
   */
  public Options(String where, Map<String, List<String>> given) {
    this.where = where;
    this.given = given;
  }

  /** The first value of an option, if it is there and not empty. */
  public Optional<String> text(String name) {
    known.add(name);
    List<String> values = given.getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isEmpty()
        ? Optional.empty()
        : Optional.of(values.getFirst());
  }

  /** Every value of a repeatable option. */
  public List<String> texts(String name) {
    known.add(name);
    return given.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).toList();
  }

  /** Whether the option is there, even if empty. */
  public boolean isGiven(String name) {
    known.add(name);
    return given.containsKey(name);
  }

  public boolean flag(String name, boolean otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (TRUE.contains(text.get())) {
      return true;
    }
    if (!FALSE.contains(text.get())) {
      problem(name, text.get(), "expected true or false");
      return otherwise;
    }
    return false;
  }

  /** A whole number within bounds, both included. */
  public long number(String name, long otherwise, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    problem(name, text.get(), "expected a whole number from " + least + " to " + most);
    return otherwise;
  }

  /** A length of time such as {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 2h}. */
  public Duration duration(String name, Duration otherwise, Duration least) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      Duration value = Durations.parse(text.get());
      if (value.compareTo(least) >= 0) {
        return value;
      }
      problem(name, text.get(), "expected at least " + Durations.format(least));
    } catch (IllegalArgumentException e) {
      problem(name, text.get(), "expected a duration such as 10s or 1m30s");
    }
    return otherwise;
  }

  /**
   * A secret, in the option itself ({@code pw=...}) or in the file that {@code <name>File} names.
   */
  public Optional<Secret> secret(String name) {
    Optional<String> text = text(name);
    Optional<String> file = text(name + "File");
    if (text.isPresent() && file.isPresent()) {
      problem(name + "File", file.get(), "given beside " + name + ", expected one of them");
      return Optional.empty();
    }
    if (file.isPresent() && !Files.isReadable(Path.of(file.get()))) {
      problem(name + "File", file.get(), "no such file, or it cannot be read");
      return Optional.empty();
    }
    return file.map(path -> Secret.in(Path.of(path))).or(() -> text.map(Secret::of));
  }

  /** Accepts an option that has no effect any more, with a warning. */
  public void ignored(String name, String why) {
    if (isGiven(name)) {
      warnings.add(where + ": option " + name + " is ignored: " + why);
    }
  }

  /** Tells the user of something the caller accepts but does not follow. */
  public void warning(String what) {
    warnings.add(where + ": " + what);
  }

  /** Remembers a mistake found by the caller. */
  public void problem(String name, String value, String rule) {
    problems.add(where + ": option " + name + ": \"" + value + "\": " + rule);
  }

  /** All that is wrong so far, unknown names last. Call once everything was read. */
  public List<String> problems() {
    var all = new ArrayList<>(problems);
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        all.add(where + ": unknown option " + name + NearestName.hint(name, known));
      }
    }
    return all;
  }

  /** What is accepted, but worth telling the user. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
