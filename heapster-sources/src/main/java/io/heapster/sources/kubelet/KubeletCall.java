package io.heapster.sources.kubelet;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What to ask one kubelet.
 *
 * @param uri path and query
 * @param question JSON to post; null for a plain GET
 * @param token sent if the kubelet is called over HTTPS; null for none
 * @param expectedBytes size of the last answer, as a guess at this one; 0 when not known
 * @param maxBytes of the answer; more is refused
 */
record KubeletCall(
    KubeletTarget target,
    String uri,
    @Nullable Buffer question,
    @Nullable String token,
    int expectedBytes,
    int maxBytes) {

  /** Names no secret. */
  @Override
  public String toString() {
    return "KubeletCall[" + target.text() + uri + "]";
  }
}
