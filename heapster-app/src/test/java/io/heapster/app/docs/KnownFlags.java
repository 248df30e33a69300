package io.heapster.app.docs;

import io.heapster.app.config.DaemonSettings;
import io.heapster.app.config.HelpText;
import io.heapster.app.config.Setting;
import io.heapster.app.config.SettingGroup;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flags of this program, without their hyphens, and flags in texts. */
final class KnownFlags {
  private static final Pattern FLAG =
      Pattern.compile("(?<![\\w-])--[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?:-\\*)?(?![\\w-])");

  /** Of {@code heapster journal}, and those that every command has. */
  private static final Set<String> OF_COMMANDS =
      Set.of(
          "verify",
          "sink",
          "from",
          "to",
          "before",
          "all",
          "dead-letters",
          "data-dir",
          "help",
          "version");

  /** Flags that do something. */
  static final Set<String> WORKING =
      DaemonSettings.all().stream()
          .filter(setting -> setting.group() != SettingGroup.RETIRED)
          .map(Setting::flag)
          .collect(Collectors.toUnmodifiableSet());

  /** Flags that are accepted without effect. */
  static final Set<String> RETIRED =
      DaemonSettings.all().stream()
          .map(Setting::flag)
          .filter(flag -> !WORKING.contains(flag))
          .collect(Collectors.toUnmodifiableSet());

  /** Whatever may follow {@code heapster} on a command line. */
  static final Set<String> ALL =
      Stream.of(WORKING.stream(), RETIRED.stream(), OF_COMMANDS.stream(), in(HelpText.simulator()))
          .flatMap(flags -> flags)
          .collect(Collectors.toUnmodifiableSet());

  private KnownFlags() {}

  /** The flags in a text, with hyphens inside, without those in front. */
  static Stream<String> in(String text) {
    return FLAG.matcher(text).results().map(KnownFlags::name);
  }

  private static String name(MatchResult found) {
    return found.group().substring(2).replace('_', '-');
  }
}
