package io.heapster.sinks.http;

import io.heapster.sinks.rows.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of a request: something before, a part of an array, something behind. The array is not
 * copied until it is sent, piece by piece, or compressed.
 */
public final class RequestBody {
  private final byte[] before;
  private final byte[] array;
  private final int offset;
  private final int length;
  private final byte[] behind;

  private RequestBody(byte[] before, byte[] array, int offset, int length, byte[] behind) {
    this.before = before;
    this.array = array;
    this.offset = offset;
    this.length = length;
    this.behind = behind;
  }

  /** All rows as they are, one right after the other. */
  public static RequestBody of(Rows rows) {
    return of(rows.array(), rows.offset(), rows.length());
  }

  /** A part of an array. */
  public static RequestBody of(byte[] array, int offset, int length) {
    return new RequestBody(new byte[0], array, offset, length, new byte[0]);
  }

  /** A JSON array of rows, each of which begins with a comma. */
  public static RequestBody jsonArray(Rows rows) {
    return new RequestBody(
        new byte[] {'['}, rows.array(), rows.offset() + 1, rows.length() - 1, new byte[] {']'});
  }

  BodyPublisher plain() {
    BodyPublisher middle = BodyPublishers.ofByteArray(array, offset, length);
    if (before.length == 0 && behind.length == 0) {
      return middle;
    }
    return BodyPublishers.concat(
        BodyPublishers.ofByteArray(before), middle, BodyPublishers.ofByteArray(behind));
  }

  BodyPublisher gzipped() throws IOException {
    var bytes = new ByteArrayOutputStream(length / 8 + 64);
    try (var gzip = new GZIPOutputStream(bytes, 1 << 14)) {
      gzip.write(before);
      gzip.write(array, offset, length);
      gzip.write(behind);
    }
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }
}
