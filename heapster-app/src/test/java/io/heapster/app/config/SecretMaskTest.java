package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretMaskTest {

  @ParameterizedTest
  @CsvSource({
    "log, log",
    "influxdb:http://h:1?db=k8s&pw=hush, influxdb:http://h:1?db=k8s&pw=***",
    "x:?password=hush&PASSWORD=hush&token=hush, x:?password=***&PASSWORD=***&token=***",
    "x:https://me:hush@h/p?esUserSecret=hush, x:https://me:***@h/p?esUserSecret=***",
    "x:https://me@h:9/p:q@r, x:https://me@h:9/p:q@r",
    "honeycomb:?writekey=hush&dataset=d, honeycomb:?writekey=***&dataset=d",
    "kubernetes:?useServiceAccount=true, kubernetes:?useServiceAccount=true",
    "bad:ht^tp://hush, ***",
  })
  void mask_secretsOnly_areHidden(String text, String expected) {
    assertThat(SecretMask.mask(text)).isEqualTo(expected);
  }
}
