package io.heapster.sources.kubelet.sample;

/**
 * An answer that cannot be read at all: cut off, not of the expected form, or past a limit. Tells
 * the byte and the reason; who knows the node adds its name. A single unusable value is no such
 * error, see {@link NodeSample#malformedValues}.
 */
public final class MalformedAnswerException extends Exception {
  private static final int LONGEST_REASON = 200;

  private final long byteOffset;

  /**
   * @param byteOffset of the first byte that does not fit, from 0
   * @param reason what was expected and what stands there
   */
  public MalformedAnswerException(long byteOffset, String reason) {
    super("byte " + byteOffset + ": " + shorten(reason));
    this.byteOffset = byteOffset;
  }

  public long byteOffset() {
    return byteOffset;
  }

  // Parsers quote what they met, and what they met may be long.
  private static String shorten(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }
}
