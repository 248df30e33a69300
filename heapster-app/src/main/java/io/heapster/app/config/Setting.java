package io.heapster.app.config;

import java.util.List;
import java.util.Locale;

/**
 * One thing a user can set.
 *
 * @param flag name on the command line, without the two hyphens; a hyphen there may be written as
 *     an underscore
 * @param key name in the configuration file
 * @param variable name in the environment
 * @param defaultText as a user would write it; empty for none
 * @param help one line
 * @param note what migrating users and operators must know; may be empty
 */
public record Setting(
    String flag,
    String key,
    String variable,
    SettingType type,
    SettingGroup group,
    String defaultText,
    String help,
    String note) {

  /** A setting whose key and variable follow from its flag. */
  static Setting of(
      SettingGroup group, String flag, SettingType type, String defaultText, String help) {
    return new Setting(
        flag, camelCase(flag), upperSnakeCase(flag), type, group, defaultText, help, "");
  }

  /** A flag of Heapster's that means nothing any more. */
  static Setting retired(String flag, SettingType type) {
    return of(SettingGroup.RETIRED, flag, type, "", "");
  }

  Setting key(String name) {
    return new Setting(flag, name, variable, type, group, defaultText, help, note);
  }

  Setting variable(String name) {
    return new Setting(flag, key, name, type, group, defaultText, help, note);
  }

  Setting note(String text) {
    return new Setting(flag, key, variable, type, group, defaultText, help, text);
  }

  /** The values a user gets who sets nothing. */
  List<String> defaults() {
    return defaultText.isEmpty() ? List.of() : List.of(defaultText);
  }

  private static String upperSnakeCase(String flag) {
    return "HEAPSTER_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String camelCase(String flag) {
    var key = new StringBuilder();
    for (String word : flag.split("-")) {
      key.append(key.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
      key.append(word, 1, word.length());
    }
    return key.toString();
  }
}
