package io.heapster.sinks.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowWriterTest {
  private final List<List<String>> chunks = new ArrayList<>();

  private RowWriter writer(int maxRows, int maxBytes) {
    return new RowWriter(
        maxRows,
        maxBytes,
        new RowBuffer(),
        chunk -> {
          chunks.add(texts(chunk.view()));
          chunk.clear();
          return chunk;
        });
  }

  static List<String> texts(Rows rows) {
    var texts = new ArrayList<String>();
    for (int row = 0; row < rows.size(); row++) {
      texts.add(new String(rows.row(row), UTF_8));
    }
    return texts;
  }

  @Test
  void put_everything_isOneRow() throws Exception {
    RowWriter out = writer(10, 1000);
    out.put((byte) '<');
    out.put("é漢😀a");
    out.put("0123".getBytes(UTF_8), 1, 2);
    out.putLong(-7);
    out.putPlainDouble(2.0);
    out.put((byte) ' ');
    out.putPlainDouble(-1.25e-9);
    out.endRow();
    out.flush();

    assertThat(chunks).containsExactly(List.of("<é漢😀a12-72 -0.00000000125"));
  }

  @Test
  void put_moreThanTheFirstRoom_grows() throws Exception {
    String mixed = "x".repeat(70_000) + "é";
    RowWriter out = writer(100_000, Integer.MAX_VALUE);
    for (int row = 0; row < 3_000; row++) {
      out.put(row == 1_500 ? mixed : Integer.toString(row));
      out.endRow();
    }
    out.flush();

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst()).hasSize(3_000).startsWith("0", "1").endsWith("2999");
    assertThat(chunks.getFirst().get(1_500)).isEqualTo(mixed);
  }

  @Test
  void discardRow_rowBegun_leavesTheFinishedOnes() throws Exception {
    RowWriter out = writer(10, 1000);
    out.put("one");
    out.discardRow();
    assertThat(out.rowLength()).isZero();
    out.put("two");
    assertThat(out.rowLength()).isEqualTo(3);
    out.endRow();
    out.put("three");
    out.discardRow();
    out.flush();

    assertThat(chunks).containsExactly(List.of("two"));
  }

  @Test
  void endRow_enoughRowsOrBytes_handsTheChunkOn() throws Exception {
    RowWriter out = writer(2, 10);
    for (String row : List.of("a", "b", "c", "ddddddddddddddd", "e")) {
      out.put(row);
      out.endRow();
    }
    out.flush();
    out.flush();

    assertThat(chunks)
        .containsExactly(List.of("a", "b"), List.of("c", "ddddddddddddddd"), List.of("e"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void putPlainDouble_notFinite_isRefused(double value) {
    assertThatThrownBy(() -> writer(1, 1).putPlainDouble(value))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void rows_sliceOfSliceAndPick_areTheRightBytes() {
    Rows rows = rows("a", "bb", "", "dddd", "ee");
    Rows slice = rows.slice(1, 5).slice(0, 3);

    assertThat(texts(slice)).containsExactly("bb", "", "dddd");
    assertThat(slice.length()).isEqualTo(6);
    assertThat(new String(slice.array(), slice.offset(), slice.length(), UTF_8))
        .isEqualTo("bbdddd");
    assertThat(texts(slice.pick(List.of(2, 0)))).containsExactly("dddd", "bb");
    assertThat(slice.pick(List.of()).length()).isZero();
    assertThatThrownBy(() -> slice.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  static Rows rows(String... texts) {
    var buffer = new RowBuffer();
    var out = new RowWriter(Integer.MAX_VALUE, Integer.MAX_VALUE, buffer, chunk -> chunk);
    try {
      for (String text : texts) {
        out.put(text);
        out.endRow();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return buffer.view();
  }
}
