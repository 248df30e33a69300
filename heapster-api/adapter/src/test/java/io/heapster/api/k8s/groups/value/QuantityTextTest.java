package io.heapster.api.k8s.groups.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.provider.quantity.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTextTest {
  private static final int TRIES = 200_000;

  private static String cpu(long nanocores) {
    var out = new JsonBytes(4);
    QuantityText.cpu(out, nanocores);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String memory(long bytes) {
    var out = new JsonBytes(4);
    QuantityText.memory(out, bytes);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1n",
    "20000, 20u",
    "123450000, 123450u",
    "154270312, 154270312n",
    "2500000000, 2500m",
    "1000000000, 1",
    "500000000, 500m",
    "10000000000000, 10k",
    "10000000, 10m",
    "-2500000, -2500u"
  })
  void cpu_ofNanocores_isCanonical(long nanocores, String text) {
    assertThat(cpu(nanocores)).isEqualTo('"' + text + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "600, 600",
    "1000, 1k",
    "1024, 1Ki",
    "12533760, 12240Ki",
    "5242880, 5Mi",
    "1616273408, 1578392Ki",
    "1073741824, 1Gi",
    "12533761, 12533761",
    "-2048, -2Ki"
  })
  void memory_ofBytes_isCanonical(long bytes, String text) {
    assertThat(memory(bytes)).isEqualTo('"' + text + '"');
  }

  @Test
  void texts_ofAnyAmount_areThoseOfQuantity() {
    var random = new Random(42);
    for (int i = 0; i < TRIES; i++) {
      long amount = amount(random);
      assertThat(cpu(amount)).isEqualTo('"' + Quantity.ofNano(amount).toString() + '"');
      assertThat(memory(amount)).isEqualTo('"' + Quantity.ofBytes(amount).toString() + '"');
    }
  }

  @Test
  void texts_atTheEdges_areThoseOfQuantity() {
    long[] edges = {Long.MAX_VALUE, -Long.MAX_VALUE, 1023, 1024, -1023, -1024, 1L << 60, 1L << 62};
    for (long amount : edges) {
      assertThat(cpu(amount)).isEqualTo('"' + Quantity.ofNano(amount).toString() + '"');
      assertThat(memory(amount)).isEqualTo('"' + Quantity.ofBytes(amount).toString() + '"');
    }
  }

  /** Of every size, and often with zeros at the end, decimal or binary. */
  private static long amount(Random random) {
    long some = random.nextLong() >> random.nextInt(64);
    return switch (random.nextInt(3)) {
      case 0 -> some;
      case 1 -> some / 1_000_000 * (long) Math.pow(10, random.nextInt(6));
      default -> some >> 20 << random.nextInt(20);
    };
  }
}
