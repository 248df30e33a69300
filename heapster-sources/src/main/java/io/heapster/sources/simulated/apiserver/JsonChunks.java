package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON that is taken away piece by piece while it is written. Not thread-safe. */
final class JsonChunks {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CHUNK_BYTES = 32_768;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(2 * CHUNK_BYTES);
  private final JsonGenerator json;

  /** Something written as JSON. */
  interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  JsonChunks() {
    try {
      // nothing between documents: who writes a line ends it
      json = JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** A whole document. */
  static Buffer document(Part part) {
    var chunks = new JsonChunks();
    chunks.write(part);
    return chunks.take();
  }

  void write(Part part) {
    try {
      part.write(json);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  boolean isFull() {
    return out.size() >= CHUNK_BYTES;
  }

  /** What was written since the last time. */
  Buffer take() {
    Buffer taken = Buffer.buffer(out.toByteArray());
    out.reset();
    return taken;
  }
}
