package io.heapster.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code --help} prints: a line a setting, by group. */
public final class HelpText {
  private static final int WIDTH = 100;
  private static final int COLUMN = 42;

  private HelpText() {}

  /** The daemon's flags. */
  public static String daemon() {
    return of(DaemonSettings.all());
  }

  /** The simulator's flags. */
  public static String simulator() {
    return of(SimulatorSettings.all());
  }

  private static String of(List<Setting> table) {
    var text = new StringBuilder();
    for (SettingGroup group : SettingGroup.values()) {
      List<Setting> members = table.stream().filter(each -> each.group() == group).toList();
      if (!members.isEmpty()) {
        text.append('\n').append(group.title()).append(":\n");
        text.append(
            group.isListed()
                ? paragraph(members)
                : members.stream().map(HelpText::line).collect(Collectors.joining()));
      }
    }
    return text.toString();
  }

  private static String line(Setting setting) {
    String flag = ("  --" + setting.flag() + " " + setting.type().placeholder()).stripTrailing();
    String otherwise = setting.defaultText().isEmpty() ? "" : " [" + setting.defaultText() + "]";
    return flag
        + " ".repeat(Math.max(1, COLUMN - flag.length()))
        + setting.help()
        + otherwise
        + "\n";
  }

  private static String paragraph(List<Setting> settings) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(" ");
    for (Setting setting : settings) {
      String word = " --" + setting.flag();
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(word);
    }
    lines.add(line.toString());
    return String.join("\n", lines) + "\n";
  }
}
