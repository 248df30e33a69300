package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md equal to the table of settings; {@code make docs} writes it. */
final class ConfigurationDocsTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Made by ConfigurationDocsTest from the table of settings; `make docs` writes it again. -->

      Each setting can be given in three places. The stronger one replaces what the weaker one says,
      also where the value is a list:

      1. a flag, `--metric-resolution=60s` (`--metric_resolution 60s` is the same: `_` and `-` are equal
         in flags, and the value may follow as a word of its own);
      2. an environment variable, `HEAPSTER_METRIC_RESOLUTION=60s`;
      3. a line of the YAML file that `--config` or `HEAPSTER_CONFIG` names, `metricResolution: 60s`.

      Unknown names, names given twice and bad values end the start with exit code 2 after all of them were
      told at once. `heapster check-config` with the same flags tells them without starting, or prints the
      configuration in force with the place each value comes from, secrets masked.

      Durations are written `500ms`, `10s`, `1m30s`, `2h`. Lists are separated by commas; as a flag they may
      also be given more than once, in the file they may be YAML lists.
      """;

  private static final String COMPONENTS =
      """

      ## Sources and sinks

      A source or sink is `<kind>[:<uri>]`, its options are the URI's query. `$NAME` and `${NAME}` in the URI
      are replaced from the environment. In the file it may also be a mapping, whose option values are
      taken literally:

      ```yaml
      source:
        kind: kubernetes.summary_api
        uri: https://kubernetes.default
        options:
          kubeletPort: 10250
      sinks:
        - log
        - kind: log
      ```

      ## Accepted without effect

      Heapster's flags of the libraries it was linked with, and those whose function is not there, are
      accepted on the command line and named in one warning:

      """;

  @Test
  void page_isWhatTheTableSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("heapster.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("stale, run: make docs").isEqualTo(page);
  }

  private static String page() {
    var page = new StringBuilder(INTRODUCTION);
    for (SettingGroup group : SettingGroup.values()) {
      List<Setting> members =
          DaemonSettings.effective().stream().filter(each -> each.group() == group).toList();
      if (!members.isEmpty()) {
        page.append("\n## ").append(group.title()).append("\n\n");
        page.append("| flag | in the file | variable | value | default | meaning |\n");
        page.append("|---|---|---|---|---|---|\n");
        members.forEach(each -> page.append(row(each)));
      }
    }
    page.append(COMPONENTS);
    RetiredSettings.ALL.forEach(each -> page.append(retired(each)));
    return page.toString();
  }

  private static String row(Setting setting) {
    return "| `--%s` | %s | `%s` | %s | %s | %s%s |\n"
        .formatted(
            setting.flag(),
            setting == DaemonSettings.CONFIG ? "" : "`" + setting.key() + "`",
            setting.variable(),
            code(value(setting)),
            code(setting.defaultText()),
            setting.help(),
            setting.note().isEmpty() ? "" : ". " + setting.note());
  }

  private static String value(Setting setting) {
    return setting.type() == SettingType.FLAG ? "true, false" : setting.type().placeholder();
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String retired(Setting setting) {
    return "- `--%s`%s\n"
        .formatted(setting.flag(), setting.note().isEmpty() ? "" : ": " + setting.note());
  }
}
