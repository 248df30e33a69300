package io.heapster.api.k8s.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses a body slice by slice, at the fastest level. Not thread-safe. */
final class Packer implements AutoCloseable {
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final Gzip gzip;

  /** The JDK's, with the level within reach. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(ByteArrayOutputStream out) throws IOException {
      super(out, 16 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  Packer() {
    try {
      gzip = new Gzip(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What there is to send after this slice; may be nothing yet. */
  byte[] next(byte[] bytes, int size) {
    try {
      gzip.write(bytes, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  /** All that is left to send, with the last slice. */
  byte[] last(byte[] bytes, int size) {
    try {
      gzip.write(bytes, 0, size);
      gzip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  private byte[] taken() {
    byte[] bytes = packed.toByteArray();
    packed.reset();
    return bytes;
  }

  /** Gives the memory of the native compressor back. */
  @Override
  public void close() {
    try {
      gzip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
