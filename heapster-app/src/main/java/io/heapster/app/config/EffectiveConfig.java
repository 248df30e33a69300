package io.heapster.app.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration in force as a YAML file that could be given again, but for the masked secrets.
 */
final class EffectiveConfig {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  private EffectiveConfig() {}

  /** One line a setting, with where its value comes from. */
  static String yaml(Settings settings) {
    var yaml = new StringBuilder();
    for (Setting setting : DaemonSettings.effective()) {
      if (setting != DaemonSettings.CONFIG) {
        Given given = settings.given(setting);
        String value = value(setting, given.values());
        yaml.append(setting.key()).append(": ").append(value);
        yaml.append("  # ").append(given.origin()).append('\n');
      }
    }
    return yaml.toString();
  }

  private static String value(Setting setting, List<String> values) {
    return switch (setting.type()) {
      case LIST, COMPONENT ->
          values.stream()
              .map(value ->
                  quote(setting.type() == SettingType.LIST ? value : SecretMask.mask(value)))
              .collect(Collectors.joining(", ", "[", "]"));
      case TEXT, CHOICE, FLAG, NUMBER, DURATION, SIZE, FILE, DIRECTORY ->
          quote(values.isEmpty() ? "" : values.getLast());
    };
  }

  private static String quote(String value) {
    return PLAIN.matcher(value).matches()
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
