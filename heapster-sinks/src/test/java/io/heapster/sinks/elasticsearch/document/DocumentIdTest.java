package io.heapster.sinks.elasticsearch.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class DocumentIdTest {

  private static byte[] id(String about) {
    byte[] bytes = about.getBytes(StandardCharsets.UTF_8);
    byte[] id = new byte[DocumentId.LENGTH];
    DocumentId.write(bytes, bytes.length, id, 0);
    return id;
  }

  /** Both halves from their digits, highest byte first. */
  private static String hex(byte[] id) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    long[] halves = new long[2];
    for (int digit = 0; digit < DocumentId.LENGTH; digit++) {
      halves[digit / 11] |= (long) alphabet.indexOf(id[digit]) << 6 * (digit % 11);
    }
    return HexFormat.of().toHexDigits(halves[0]) + HexFormat.of().toHexDigits(halves[1]);
  }

  @Test
  void write_knownTexts_isMurmurHash3() {
    assertThat(hex(id(""))).isEqualTo("00000000000000000000000000000000");
    assertThat(hex(id("hello"))).isEqualTo("cbd8a7b341bd9b025b1e906a48ae1d19");
    assertThat(hex(id("The quick brown fox jumps over the lazy dog")))
        .isEqualTo("e34bbc7bbc071b6c7a433ca9c49a9347");
  }

  @Test
  void write_anyText_isInBase64url() {
    assertThat(Base64.getUrlDecoder().decode(id("x"))).hasSize(16);
  }
}
