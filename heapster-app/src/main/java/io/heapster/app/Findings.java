package io.heapster.app;

import io.heapster.core.config.Options;
import java.util.ArrayList;
import java.util.List;

/** What a check of the configuration found. Not thread-safe. */
final class Findings {
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void problem(String text) {
    problems.add(text);
  }

  void warnings(List<String> texts) {
    warnings.addAll(texts);
  }

  void problems(List<String> texts) {
    problems.addAll(texts);
  }

  /** Takes over what was found in options that were all read. */
  void of(Options options) {
    problems(options.problems());
    warnings(options.warnings());
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
