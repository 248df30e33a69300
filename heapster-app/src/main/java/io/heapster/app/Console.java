package io.heapster.app;

import io.heapster.app.config.SecretMask;
import java.io.PrintStream;
import java.util.List;

/** The terminal the program was started from, and the exit codes that go with what is told. */
record Console(PrintStream out, PrintStream err) {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  /** What was asked for. */
  int print(String text) {
    out.print(text);
    return DONE;
  }

  /** Why nothing was done: every problem, a line each, without secrets. */
  int refuse(List<String> problems) {
    err.println("heapster: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    problems.forEach(problem -> err.println("  " + SecretMask.inText(problem)));
    err.println("heapster --help lists the commands and flags");
    return WRONG_USE;
  }

  void warn(List<String> warnings) {
    warnings.forEach(warning -> err.println("warning: " + SecretMask.inText(warning)));
  }
}
