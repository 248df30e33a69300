package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heapster.sinks.journal.Fsync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SinkConfigTest {

  private static ConfigLoader.Loaded load(String... flags) {
    var all = new java.util.ArrayList<>(List.of("--source=kubernetes:"));
    all.addAll(List.of(flags));
    return new ConfigLoader(Map.of()).load(all);
  }

  @Test
  void load_dataDirectory_takesTheJournalsSettings() {
    ConfigLoader.Loaded loaded =
        load(
            "--data-dir=/var/lib/heapster",
            "--journal-fsync=batch",
            "--journal_max_size=512Mi",
            "--journal-max-age=1d",
            "--journal-keep=0s",
            "--sink-backlog-per-tick=3",
            "--sink-export-data-timeout=5s");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config().delivery())
        .isEqualTo(
            new SinkConfig(
                Duration.ofSeconds(5),
                3,
                new SinkConfig.JournalSettings(
                    Path.of("/var/lib/heapster"),
                    Fsync.BATCH,
                    512L << 20,
                    Duration.ofDays(1),
                    Duration.ZERO)));
  }

  @Test
  void load_defaults_areTheJournals() {
    SinkConfig config = load("--data-dir=data").config().delivery();

    assertThat(config.journal())
        .isEqualTo(
            new SinkConfig.JournalSettings(
                Path.of("data"),
                Fsync.EVERY_SECOND,
                2L << 30,
                Duration.ofDays(7),
                Duration.ofHours(1)));
  }

  @Test
  void load_mistakes_areAllTold() {
    assertThat(
            load(
                    "--journal-fsync=2s",
                    "--journal-max-size=2GB",
                    "--journal-max-age=10s",
                    "--journal-keep=99999d",
                    "--sink-backlog-per-tick=0",
                    "--data-dir=a\0b")
                .problems())
        .hasSize(6)
        .anyMatch(text -> text.contains("\"2s\": expected one of batch, 1s, never"))
        .anyMatch(
            text -> text.contains("\"2GB\": expected a size of 1Mi or more, such as 512Mi or 2Gi"))
        .anyMatch(text -> text.contains("\"99999d\": expected 876000h or less"));
  }

  @Test
  void parse_sizes_areBytes() {
    assertThat(Sizes.parse("17")).isEqualTo(17);
    assertThat(Sizes.parse("3Ki")).isEqualTo(3072);
    assertThat(Sizes.parse("2Ti")).isEqualTo(2L << 40);
    for (String bad : List.of("", "Mi", "1M", "-1", "1.5Gi", "9999999999Ti", "1 Mi")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Sizes.parse(bad));
    }
    assertThat(Sizes.format(1 << 20)).isEqualTo("1Mi");
    assertThat(Sizes.format(1000)).isEqualTo("1000");
  }
}
