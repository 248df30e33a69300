package io.heapster.sources.kubelet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.Labels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NodeNamesTest {
  private final NodeNames names = new NodeNames();

  private String resolve(String text) {
    return names.resolve(("<" + text + ">").toCharArray(), 1, text.length());
  }

  private String resolveBytes(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return names.resolve(bytes, 1, bytes.length - 2);
  }

  @Test
  void resolve_sameTextFromCharactersOrBytes_isTheSameObject() {
    String[] texts = {"", "a", "web-1", "caf\u00e9", "\ud83d\ude00", "x".repeat(5_000)};
    for (String text : texts) {
      String known = resolve(text);
      assertThat(known).isEqualTo(text);
      assertThat(resolve(text)).isSameAs(known);
      assertThat(resolveBytes(text)).isSameAs(known);
    }
  }

  @Test
  void resolve_manyNames_areAllKept() {
    String[] known = new String[5_000];
    for (int i = 0; i < known.length; i++) {
      known[i] = resolve("pod-" + i);
    }
    for (int i = 0; i < known.length; i++) {
      assertThat(resolveBytes("pod-" + i)).isSameAs(known[i]);
    }
  }

  @Test
  void begin_mostNamesGone_forgetsThemAndTheirLabels() {
    Labels volume = names.devices().volume("data");
    for (int i = 0; i < 1_000; i++) {
      resolve("pod-" + i);
    }
    names.begin();
    String kept = resolve("pod-1");
    assertThat(names.devices().volume("data")).isSameAs(volume);
    names.begin();
    assertThat(resolve("pod-1")).isEqualTo(kept).isNotSameAs(kept);
    assertThat(names.devices().volume("data")).isEqualTo(volume).isNotSameAs(volume);
  }

  @Test
  void devices_sameDevice_hasTheSameLabels() {
    DeviceLabels devices = names.devices();
    assertThat(devices.volume("v"))
        .isSameAs(devices.volume("v"))
        .hasToString("{resource_id=Volume:v}");
    assertThat(devices.resource("sda"))
        .isSameAs(devices.resource("sda"))
        .hasToString("{resource_id=sda}");
    assertThat(devices.claim("c"))
        .isSameAs(devices.claim("c"))
        .hasToString("{persistentvolumeclaim=c}");
    assertThat(devices.networkInterface("e"))
        .isSameAs(devices.networkInterface("e"))
        .hasToString("{interface=e}");
    assertThat(devices.accelerator("nvidia", "t4", "0"))
        .isSameAs(devices.accelerator("nvidia", "t4", "0"))
        .hasToString("{accelerator_id=0,make=nvidia,model=t4}");
  }
}
