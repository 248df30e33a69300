package io.heapster.sinks.codec;

import static io.heapster.sinks.codec.SameBatch.assertSameBatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * {@code batch-v1.bin} is {@link SampleBatch} as the first release of format 1 wrote it. When one
 * of these tests fails, the format changed: give it a new version number, and keep reading this
 * file.
 */
final class FormatVersionTest {
  private static final int VERSION_AT = 4;

  private static byte[] kept() throws IOException {
    try (InputStream file = FormatVersionTest.class.getResourceAsStream("batch-v1.bin")) {
      return file.readAllBytes();
    }
  }

  @Test
  void decode_fileOfVersion1_isTheSampleBatch() throws Exception {
    assertSameBatch(new BatchDecoder().decode(ByteBuffer.wrap(kept())), SampleBatch.batch());
  }

  @Test
  void decode_newerVersion_isRefusedByName() {
    byte[] record = new BatchEncoder().encode(SampleBatch.batch()).array();
    record[VERSION_AT] = 2;

    assertThatThrownBy(() -> new BatchDecoder().decode(ByteBuffer.wrap(record)))
        .isInstanceOfSatisfying(
            UnknownBatchVersionException.class, e -> assertThat(e.version()).isEqualTo(2))
        .hasMessage(
            "batch record at offset 4: format version 2, but this Heapster reads versions up to 1;"
                + " it was written by a newer one");
  }

  @Test
  void decode_versionZero_isCorrupt() {
    byte[] record = new BatchEncoder().encode(SampleBatch.batch()).array();
    record[VERSION_AT] = 0;

    assertThatThrownBy(() -> new BatchDecoder().decode(ByteBuffer.wrap(record)))
        .isInstanceOf(CorruptBatchException.class)
        .isNotInstanceOf(UnknownBatchVersionException.class)
        .hasMessageContaining("format version 0");
  }
}
