package io.heapster.sinks.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads remote write requests by the specification, and refuses anything else. */
final class WriteRequests {
  private WriteRequests() {}

  /** A series with its only sample. */
  record Series(Map<String, String> labels, double value, long millis) {
    @Override
    public String toString() {
      return labels + " " + value + " @" + millis;
    }
  }

  static List<Series> parse(byte[] request) {
    var all = new ArrayList<Series>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(request);
      while (!in.isAtEnd()) {
        assertThat(in.readTag()).isEqualTo(1 << 3 | 2);
        all.add(series(in.readByteArray()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Series series(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    var labels = new LinkedHashMap<String, String>();
    String last = "";
    int tag = in.readTag();
    for (; tag == (1 << 3 | 2); tag = in.readTag()) {
      CodedInputStream label = CodedInputStream.newInstance(in.readByteArray());
      assertThat(label.readTag()).isEqualTo(1 << 3 | 2);
      String name = label.readStringRequireUtf8();
      assertThat(label.readTag()).isEqualTo(2 << 3 | 2);
      String value = label.readStringRequireUtf8();
      assertThat(label.isAtEnd()).isTrue();
      assertThat(name).matches("[a-zA-Z_:][a-zA-Z0-9_:]*").isGreaterThan(last);
      assertThat(value).as(name).isNotEmpty();
      labels.put(name, value);
      last = name;
    }
    assertThat(tag).isEqualTo(2 << 3 | 2);
    CodedInputStream sample = CodedInputStream.newInstance(in.readByteArray());
    assertThat(sample.readTag()).isEqualTo(1 << 3 | 1);
    double value = sample.readDouble();
    assertThat(sample.readTag()).isEqualTo(2 << 3);
    long millis = sample.readInt64();
    assertThat(sample.isAtEnd() && in.isAtEnd()).isTrue();
    return new Series(labels, value, millis);
  }
}
