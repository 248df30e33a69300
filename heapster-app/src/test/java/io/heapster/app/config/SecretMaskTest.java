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
    "x:https://me@h:9/p, x:https://me@h:9/p",
    "x:https://h:9/p:q, x:https://h:9/p:q",
    "x:https://h/p@q, x:https://h/p@q",
    "x:https://h/p:q@r, x:https://h/p:q@r",
    "x:https://[::1]:9/p?a=b@c, x:https://[::1]:9/p?a=b@c",
    "x:https://h:9/p:q@r, x:https://h:***@r",
    "x:https://me:hush@hush@h:9/p, x:https://me:***@h:9/p",
    "x:https://me:hush@hush/hush@h:9, x:https://me:***@h:9",
    "x:https://me@example.com:hush@h:9, x:https://me@example.com:***@h:9",
    "x:https://me:12/hush@h, x:https://me:***@h",
    "x:?nodes=https://a@b:hush@c:9200, x:?nodes=https://a@b:***@c:9200",
    "x:?nodes=https://a:12/hush@c, x:?nodes=https://a:***@c",
    "x:https://me:hush/hush@h:9/p, x:https://me:***@h:9/p",
    "x:?nodes=http://me:hush@h:9200&nodes=http://h:9, x:?nodes=http://me:***@h:9200&nodes=http://h:9",
    "honeycomb:?writekey=hush&dataset=d, honeycomb:?writekey=***&dataset=d",
    "kubernetes:?useServiceAccount=true, kubernetes:?useServiceAccount=true",
    "otlp:http://h?header=X-Key:hush&header=X-Two: hush:hush&gzip=true,"
        + " otlp:http://h?header=X-Key:***&header=X-Two:%20***&gzip=true",
    "otlp:http://h?Header=hush, otlp:http://h?Header=***",
    "otlp:http://h?headers=X-Key:hush, otlp:http://h?headers=X-Key:***",
    "otlp:http://h?headerFile=/etc/h, otlp:http://h?headerFile=/etc/h",
    "bad:ht^tp://hush, ***",
  })
  void mask_secretsOnly_areHidden(String text, String expected) {
    assertThat(SecretMask.mask(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "sink x:?header=X-Key:hush&b=c is wrong, sink x:?header=X-Key:***&b=c is wrong",
    "x:?a=b&header=X-Key%3A%20hush, x:?a=b&header=X-Key%3A%20***",
    "x:?header=hush, x:?header=***",
    "x:http://me@example.com:hush@db:8086 is wrong, x:http://me@example.com:***@db:8086",
    "x:?nodes=https://a@b:hush@c:9200 is wrong, x:?nodes=https://a@b:***@c:9200",
    "x:http://me:12/hush@db is wrong, x:http://me:***@db",
  })
  void inText_secretOfMalformedUri_isHidden(String text, String expected) {
    assertThat(SecretMask.inText(text))
        .startsWith(expected.split(" is ")[0])
        .doesNotContain("hush");
  }
}
