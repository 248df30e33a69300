package io.heapster.api.k8s.groups.media;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;

/**
 * How an answer will look.
 *
 * @param pretty indented, if it is JSON
 */
public record Representation(Encoding encoding, Form form, boolean pretty) {

  /**
   * A document in this representation.
   *
   * @param json the document in JSON, without line breaks
   */
  public Answer answer(Answer.Body json) {
    return switch (encoding) {
      case JSON ->
          new Answer.Streamed(Encoding.JSON.mediaType(), pretty ? new IndentedBody(json) : json);
      case YAML ->
          json instanceof ListBody<?> list && list.isArray()
              ? new Answer.Streamed(Encoding.YAML.mediaType(), new YamlList<>(list))
              : new Answer.Whole(200, Encoding.YAML.mediaType(), YamlText.of(whole(json)));
    };
  }

  /** A body in full. */
  static byte[] whole(Answer.Body body) {
    var out = new JsonBytes(4096);
    Answer.Pieces pieces = body.into(out);
    boolean more = true;
    while (more) {
      more = pieces.next();
    }
    return out.toByteArray();
  }
}
