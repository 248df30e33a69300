package io.heapster.sources.kubelet.sample;

/**
 * Reads one form of a kubelet's answer. Not thread-safe; one per event loop, used over and over.
 */
public interface AnswerDecoder {

  /**
   * Decodes one whole answer.
   *
   * @param body whose first {@code length} bytes are the answer; free again on return
   * @param into begun anew; of no use after an exception
   * @throws MalformedAnswerException when the answer cannot be read as a whole
   */
  void decode(byte[] body, int length, NodeNames names, NodeSample into)
      throws MalformedAnswerException;
}
