package io.heapster.app.config;

import io.heapster.api.status.ShownSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration in force without its secrets, for whoever asks. */
final class EffectiveConfig {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  private EffectiveConfig() {}

  /**
   * A YAML file that could be given again, but for the masked secrets: one line a setting, with
   * where its value comes from.
   */
  static String yaml(Settings settings) {
    var yaml = new StringBuilder();
    for (Setting setting : DaemonSettings.effective()) {
      if (setting != DaemonSettings.CONFIG) {
        Given given = settings.given(setting);
        String value = yaml(setting, masked(setting, given.values()));
        yaml.append(setting.key()).append(": ").append(value);
        yaml.append("  # ").append(given.origin()).append('\n');
      }
    }
    return yaml.toString();
  }

  /** The same for the API, in the order of help. */
  static List<ShownSetting> shown(Settings settings) {
    var shown = new ArrayList<ShownSetting>();
    for (Setting setting : DaemonSettings.effective()) {
      Given given = settings.given(setting);
      boolean several = setting.type().repeatable();
      List<String> values = masked(setting, several ? apart(settings, setting) : given.values());
      shown.add(
          new ShownSetting(
              setting.key(),
              setting.flag(),
              several || values.isEmpty() ? null : textOrNull(values.getLast()),
              several ? values : null,
              textOrNull(setting.defaultText()),
              given.place().describe(given.origin()),
              setting.group().title(),
              setting.help()));
    }
    return shown;
  }

  private static List<String> apart(Settings settings, Setting setting) {
    boolean whole =
        setting.type() == SettingType.COMPONENT || MetricsApiSettings.keepsCommas(setting);
    return whole ? settings.given(setting).values() : settings.list(setting);
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The one place at which values are made fit to be shown. */
  private static List<String> masked(Setting setting, List<String> values) {
    return switch (setting.type()) {
      case COMPONENT -> values.stream().map(SecretMask::mask).toList();
      // Addresses are not expected to hold secrets there; whoever wrote one did not know.
      case LIST, TEXT -> values.stream().map(SecretMask::inText).toList();
      case CHOICE, FLAG, NUMBER, DURATION, SIZE, FILE, DIRECTORY -> values;
    };
  }

  private static String yaml(Setting setting, List<String> values) {
    return setting.type().repeatable()
        ? values.stream().map(EffectiveConfig::quote).collect(Collectors.joining(", ", "[", "]"))
        : quote(values.isEmpty() ? "" : values.getLast());
  }

  private static String quote(String value) {
    return PLAIN.matcher(value).matches()
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
