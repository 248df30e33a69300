package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SettingTableTest {

  @Test
  void all_names_areUnique() {
    assertThat(DaemonSettings.all()).extracting(Setting::flag).doesNotHaveDuplicates();
    assertThat(DaemonSettings.all()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(DaemonSettings.all()).extracting(Setting::variable).doesNotHaveDuplicates();
  }

  @Test
  void of_flag_givesKeyAndVariable() {
    assertThat(DaemonSettings.METRIC_RESOLUTION.key()).isEqualTo("metricResolution");
    assertThat(DaemonSettings.METRIC_RESOLUTION.variable()).isEqualTo("HEAPSTER_METRIC_RESOLUTION");
  }

  @Test
  void help_namesEverySettingOnce() {
    String help = HelpText.daemon();
    for (Setting setting : DaemonSettings.all()) {
      assertThat(help.split("--" + setting.flag() + "(?![a-z-])", -1))
          .as(setting.flag())
          .hasSize(2);
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void help_simulator_namesEverySetting() {
    for (Setting setting : SimulatorSettings.all()) {
      assertThat(HelpText.simulator()).contains("  --" + setting.flag());
    }
  }
}
