package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SinkPartsTest {
  private static List<String> problems(String... flags) {
    var all =
        new ArrayList<>(
            List.of("--source=kubernetes.summary_api:http://127.0.0.1:1?inClusterConfig=false"));
    all.addAll(List.of(flags));
    return CheckedConfig.load(all, Map.of()).problems();
  }

  @Test
  void read_dataDirAndTwoOfAName_isAProblemThatSaysWhatToWrite() {
    assertThat(problems("--sink=log", "--sink=log", "--sink=log", "--data-dir=/var/lib/heapster"))
        .singleElement()
        .asString()
        .contains("two sinks are named log", "name=<name>");
  }

  @Test
  void read_dataDirAndTwoNames_isFine() {
    assertThat(problems("--sink=log", "--sink=log:?name=other", "--data-dir=/var/lib/heapster"))
        .isEmpty();
  }

  @Test
  void read_twoOfANameWithoutDataDir_areNumbered() {
    assertThat(problems("--sink=log", "--sink=log")).isEmpty();
  }
}
