package io.heapster.app;

import io.heapster.core.config.NearestName;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.JournalAdministration;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The command {@code heapster journal}. */
final class JournalCommand {
  private static final String DATA_DIR = "data-dir";
  private static final String DEAD_LETTERS = "dead-letters";
  private static final String ALL = "all";
  private static final String VERIFY = "verify";

  /** Said or not, without a value. */
  private static final Set<String> SWITCHES = Set.of(ALL, DEAD_LETTERS, VERIFY);

  private static final List<String> VERBS = List.of("ls", "replay", "drop");
  private static final Map<String, Set<String>> FLAGS =
      Map.of(
          "ls", Set.of(DATA_DIR, VERIFY),
          "replay", Set.of(DATA_DIR, "sink", "from", "to"),
          "drop", Set.of(DATA_DIR, "sink", "before", ALL, DEAD_LETTERS));

  private final Console console;
  private final Map<String, String> environment;
  private final TimeSource time;

  JournalCommand(Console console, Map<String, String> environment, TimeSource time) {
    this.console = console;
    this.environment = environment;
    this.time = time;
  }

  /** Does what the words after {@code journal} say; the exit code. */
  int run(List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst();
    Set<String> known = FLAGS.get(verb);
    if (known == null) {
      return console.refuse(
          List.of(
              "journal "
                  + verb
                  + ": expected one of "
                  + String.join(", ", VERBS)
                  + NearestName.hint(verb, VERBS)));
    }
    var problems = new ArrayList<String>();
    Map<String, String> flags = flags(words.subList(1, words.size()), known, problems);
    check(verb, flags, problems);
    return problems.isEmpty() ? carryOut(verb, flags) : console.refuse(problems);
  }

  private Map<String, String> flags(List<String> words, Set<String> known, List<String> problems) {
    var flags = new HashMap<String, String>();
    flags.put(DATA_DIR, environment.getOrDefault("HEAPSTER_DATA_DIR", ""));
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      int equals = word.indexOf('=');
      String name = (equals < 0 ? word : word.substring(0, equals)).replaceFirst("^--", "");
      name = name.replace('_', '-');
      if (!word.startsWith("--") || !known.contains(name)) {
        problems.add("journal: unknown word " + word + NearestName.hint(name, known));
      } else if (equals >= 0) {
        flags.put(name, word.substring(equals + 1));
      } else if (SWITCHES.contains(name)) {
        flags.put(name, "true");
      } else if (at + 1 < words.size()) {
        flags.put(name, words.get(++at));
      } else {
        problems.add("journal: --" + name + " has no value");
      }
    }
    return flags;
  }

  private static void check(String verb, Map<String, String> flags, List<String> problems) {
    if (flags.getOrDefault(DATA_DIR, "").isEmpty()) {
      problems.add("journal: --data-dir is missing; name the directory that the daemon is given");
    }
    if (!verb.equals("ls") && flags.getOrDefault("sink", "").isEmpty()) {
      problems.add("journal " + verb + ": --sink is missing; journal ls names them");
    }
    if (verb.equals("replay") && !flags.containsKey("from")) {
      problems.add("journal replay: --from is missing, e.g. --from=2026-11-21T10:00:00Z");
    }
    for (String name : List.of("from", "to", "before")) {
      checkTime(name, flags, problems);
    }
    for (String name : SWITCHES) {
      checkSwitch(verb, name, flags, problems);
    }
    if (verb.equals("drop")) {
      checkDrop(flags, problems);
    }
  }

  private static void checkSwitch(
      String verb, String name, Map<String, String> flags, List<String> problems) {
    String text = flags.getOrDefault(name, "true");
    if (!text.equals("true")) {
      problems.add(
          "journal %s: --%s: \"%s\": expected no value; leave the flag out to mean no"
              .formatted(verb, name, text));
    }
  }

  /** Exactly one thing to drop, said in so many words: none of them comes back. */
  private static void checkDrop(Map<String, String> flags, List<String> problems) {
    long said = Stream.of("before", ALL, DEAD_LETTERS).filter(flags::containsKey).count();
    if (said != 1) {
      problems.add(
          "journal drop: expected one of --before=<time>, --all and --dead-letters, not "
              + (said == 0 ? "none" : "several"));
    }
  }

  private static void checkTime(String name, Map<String, String> flags, List<String> problems) {
    String text = flags.get(name);
    if (text != null) {
      try {
        Instant.parse(text);
      } catch (DateTimeParseException _) {
        problems.add(
            "journal: --" + name + ": \"" + text + "\": expected a time as 2026-11-21T10:00:00Z");
      }
    }
  }

  private int carryOut(String verb, Map<String, String> flags) {
    try {
      var journal = new JournalAdministration(Path.of(flags.getOrDefault(DATA_DIR, "")), time);
      String sink = flags.getOrDefault("sink", "");
      List<String> answer =
          switch (verb) {
            case "ls" -> flags.containsKey(VERIFY) ? journal.verify() : journal.list();
            case "replay" ->
                journal.replay(
                    sink, instant(flags, "from", time::now), instant(flags, "to", time::now));
            default -> drop(journal, sink, flags);
          };
      return console.print(String.join("\n", answer) + "\n");
    } catch (IllegalArgumentException | IOException e) {
      String what = e instanceof InvalidPathException ? "no path: " + e.getMessage() : message(e);
      return console.refuse(List.of("journal " + verb + ": " + what));
    }
  }

  private static List<String> drop(
      JournalAdministration journal, String sink, Map<String, String> flags) throws IOException {
    if (flags.containsKey(DEAD_LETTERS)) {
      return journal.dropDeadLetters(sink);
    }
    return flags.containsKey("before")
        ? journal.dropBefore(sink, instant(flags, "before", () -> Instant.MIN))
        : journal.dropAll(sink);
  }

  private static Instant instant(
      Map<String, String> flags, String name, Supplier<Instant> otherwise) {
    String text = flags.get(name);
    return text == null ? otherwise.get() : Instant.parse(text);
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof IllegalArgumentException && message != null
        ? message
        : failure.toString();
  }
}
