package io.heapster.api.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.k8s.groups.value.DurationText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the old routes write amounts and durations. */
final class AmountsTest {
  private static String written(Usage usage) {
    var out = new JsonBytes(64);
    var json = new JsonWriter(out, JsonWriter.Style.COMPACT).beginObject();
    usage.write(json, ApiCompat.HEAPSTER);
    json.endObject();
    return new String(out.toByteArray(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1m",
    "999, 999m",
    "1000, 1",
    "1220, 1220m",
    "2000, 2",
    "1000000, 1k",
    "1500000, 1500",
    "-500, -500m"
  })
  void ofMillicores_amount_isCanonical(long amount, String expected) {
    assertThat(written(new Usage(amount, 0)))
        .startsWith("{\"usage\":{\"cpu\":\"" + expected + "\",");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1k",
    "1023, 1023",
    "1024, 1Ki",
    "1025, 1025",
    "1929216, 1884Ki",
    "5242880, 5Mi",
    "3221225472, 3Gi",
    "1234567, 1234567",
    "-2048, -2Ki"
  })
  void ofBytes_amount_isCanonical(long amount, String expected) {
    assertThat(written(new Usage(0, amount))).endsWith(",\"memory\":\"" + expected + "\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, 1m0s",
    "PT15S, 15s",
    "PT15.042S, 15.042s",
    "PT1H0.5S, 1h0m0.5s",
    "PT10M, 10m0s",
    "PT20S, 20s"
  })
  void text_duration_isGos(java.time.Duration duration, String expected) {
    var out = new JsonBytes(32);
    DurationText.write(out, duration);
    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("\"" + expected + "\"");
  }
}
