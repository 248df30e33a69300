package io.heapster.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.metric.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnTest {

  private static Column integers(long... values) {
    Column.Builder builder = Column.builder(ValueType.INT64, values.length);
    for (int row = 0; row < values.length; row++) {
      builder.set(row, values[row]);
    }
    return builder.build();
  }

  @Test
  void build_allEqual_storesTheConstantOnly() {
    Column column = integers(7_000_000_000L, 7_000_000_000L, 7_000_000_000L);

    assertThat(column.arrayBytes()).isZero();
    assertThat(column.longAt(2)).isEqualTo(7_000_000_000L);
    assertThat(column).hasToString("Column[INT64, 3 rows, constant]");
  }

  @Test
  void build_valuesFitFourBytes_storesThemNarrow() {
    Column column = integers(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);

    assertThat(column.arrayBytes()).isEqualTo(16 + 3 * 4);
    assertThat(column.longAt(0)).isEqualTo(Integer.MIN_VALUE);
    assertThat(column.longAt(2)).isEqualTo(Integer.MAX_VALUE);
    assertThat(column).hasToString("Column[INT64, 3 rows, narrow]");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, Long.MAX_VALUE, Long.MIN_VALUE})
  void build_oneValueDoesNotFit_storesAllWide(long large) {
    Column column = integers(1, large);

    assertThat(column.arrayBytes()).isEqualTo(16 + 2 * 8);
    assertThat(column.longAt(0)).isEqualTo(1);
    assertThat(column.longAt(1)).isEqualTo(large);
  }

  @Test
  void build_someRowsUnset_countsTheMask() {
    Column.Builder builder = Column.builder(ValueType.INT64, 65);
    builder.set(64, 5);

    Column column = builder.build();

    assertThat(column.has(63)).isFalse();
    assertThat(column.has(64)).isTrue();
    assertThat(column.longAt(64)).isEqualTo(5);
    assertThat(column.arrayBytes()).isEqualTo(16 + 2 * 8);
  }

  @Test
  void build_nothingSet_isEmpty() {
    Column column = Column.builder(ValueType.DOUBLE, 5).build();

    assertThat(column.isEmpty()).isTrue();
    assertThat(column.has(0)).isFalse();
    assertThat(column).isEqualTo(Column.empty(ValueType.DOUBLE));
  }

  @Test
  void has_rowPastTheEnd_isFalse() {
    assertThat(integers(1, 2).has(2)).isFalse();
    assertThat(integers(1, 1).has(1000)).isFalse();
    assertThat(integers(1).longAt(9, -5)).isEqualTo(-5);
  }

  @Test
  void double_specialValues_areKeptBitByBit() {
    double[] values = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE};
    Column.Builder builder = Column.builder(ValueType.DOUBLE, values.length);
    for (int row = 0; row < values.length; row++) {
      builder.set(row, values[row]);
    }
    Column column = builder.build();

    for (int row = 0; row < values.length; row++) {
      assertThat(Double.doubleToRawLongBits(column.doubleAt(row)))
          .isEqualTo(Double.doubleToRawLongBits(values[row]));
    }
  }

  @Test
  void otherType_isConverted() {
    Column.Builder whole = Column.builder(ValueType.INT64, 1);
    whole.set(0, 2.9);
    Column.Builder fraction = Column.builder(ValueType.DOUBLE, 1);
    fraction.set(0, 3L);

    assertThat(whole.build().doubleAt(0)).isEqualTo(2.0);
    assertThat(fraction.build().longAt(0)).isEqualTo(3);
  }

  @Test
  void add_rowWithoutAndWithValue_startsThenSums() {
    Column.Builder whole = Column.builder(ValueType.INT64, 2);
    whole.add(1, 4);
    whole.add(1, 5);
    Column.Builder fraction = Column.builder(ValueType.DOUBLE, 1);
    fraction.add(0, 0.5);
    fraction.add(0, 2L);

    Column sum = whole.build();
    assertThat(sum.has(0)).isFalse();
    assertThat(sum.longAt(1)).isEqualTo(9);
    assertThat(fraction.build().doubleAt(0)).isEqualTo(2.5);
  }

  @Test
  void builder_usedAfterBuild_saysSo() {
    Column.Builder builder = Column.builder(ValueType.INT64, 3);
    builder.build();

    assertThatThrownBy(() -> builder.set(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column of 3 rows was built already");
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void equals_sameValuesOfDifferentLength_haveTheSameHash() {
    Column.Builder longer = Column.builder(ValueType.INT64, 70);
    longer.set(0, 1);
    longer.set(1, 2);

    Column column = longer.build();

    assertThat(column).isEqualTo(integers(1, 2)).hasSameHashCodeAs(integers(1, 2));
    assertThat(column).isNotEqualTo(integers(1, 3)).isNotEqualTo(integers(1, 2, 3));
    assertThat(Column.empty(ValueType.INT64)).isNotEqualTo(Column.empty(ValueType.DOUBLE));
  }

  @Test
  void constant_everyRow_hasTheValueWithoutAnArray() {
    Column column = Column.constant(ValueType.DOUBLE, 1000, Double.doubleToRawLongBits(0.5));

    assertThat(column.doubleAt(999)).isEqualTo(0.5);
    assertThat(column.has(1000)).isFalse();
    assertThat(column.arrayBytes()).isZero();
    assertThat(Column.constant(ValueType.INT64, 0, 7).isEmpty()).isTrue();
  }

  @Test
  void copy_rowsWithoutValueAndPastTheEnd_areLeftOut() {
    Column.Builder builder = Column.builder(ValueType.INT64, 70);
    builder.set(1, -1);
    builder.set(65, 1L << 40);
    builder.set(69, 3);
    Column column = builder.build();
    long[] bits = new long[3];
    long[] presence = {-1, -1, -1, -1};

    assertThat(column.copyPresence(129, presence)).isEqualTo(3);
    assertThat(presence).containsExactly(2, 0b100010, 0, -1);
    assertThat(column.copyBits(129, bits)).isEqualTo(3);
    assertThat(bits).containsExactly(-1, 1L << 40, 3);
    assertThat(column.copyPresence(66, presence)).isEqualTo(2);
    assertThat(presence).containsExactly(2, 0b10, 0, -1);
    assertThat(column.copyBits(66, bits)).isEqualTo(2);
  }

  @Test
  void copyPresence_fullColumn_endsWithItsRows() {
    long[] presence = new long[2];

    assertThat(Column.constant(ValueType.INT64, 5, 1).copyPresence(80, presence)).isEqualTo(5);
    assertThat(presence).containsExactly(0b11111, 0);
    assertThat(Column.constant(ValueType.INT64, 64, 1).copyPresence(64, presence)).isEqualTo(64);
    assertThat(presence).containsExactly(-1, 0);
  }

  @Test
  void column_randomContent_equalsAMap() {
    for (int seed = 0; seed < 300; seed++) {
      compareWithMap(new Random(seed), seed);
    }
  }

  private static void compareWithMap(Random random, int seed) {
    int rows = 1 + random.nextInt(200);
    int bits = 1 + random.nextInt(64);
    boolean adding = random.nextBoolean();
    Map<Integer, Long> expected = new HashMap<>();
    Column.Builder builder = Column.builder(ValueType.INT64, rows);
    for (int i = 0; i < random.nextInt(2 * rows); i++) {
      int row = random.nextInt(rows);
      long value = random.nextLong() >> (64 - bits);
      if (adding) {
        builder.add(row, value);
        expected.merge(row, value, Long::sum);
      } else {
        builder.set(row, value);
        expected.put(row, value);
      }
    }
    Column column = builder.build();
    for (int row = 0; row < rows + 70; row++) {
      assertThat(column.has(row))
          .as("seed %d row %d", seed, row)
          .isEqualTo(expected.containsKey(row));
      if (expected.containsKey(row)) {
        assertThat(column.longAt(row)).as("seed %d row %d", seed, row).isEqualTo(expected.get(row));
      }
    }
    assertThat(column.isEmpty()).isEqualTo(expected.isEmpty());
  }
}
