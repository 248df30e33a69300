package io.heapster.sources.kubelet.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.io.IOException;

/**
 * Opens JSON answers, within limits that no honest kubelet reaches. Remembers the field names it
 * met, so that each is one string for good. Not thread-safe.
 */
public final class JsonFormat {
  private static final int DEEPEST_NESTING = 100;
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_FIELD_NAME = 4_096;
  private static final int LONGEST_TEXT = 65_536;

  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_NESTING)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_FIELD_NAME)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  private final Decimal decimal = new Decimal();

  /** Begins to read an answer into a sample; both the names and the sample begin anew. */
  public JsonAnswer open(byte[] body, int length, NodeNames names, NodeSample into)
      throws MalformedAnswerException {
    names.begin();
    into.reset();
    try {
      return new JsonAnswer(factory.createParser(body, 0, length), names, into, decimal);
    } catch (IOException e) {
      throw JsonAnswer.malformed(e, 0);
    }
  }
}
