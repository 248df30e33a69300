package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A GET to one kubelet.
 *
 * @param uri path and query
 * @param token sent over HTTPS only; null for none
 * @param expectedBytes size of the last answer, as a guess at this one; 0 when not known
 * @param maxBytes of the answer, if the configuration does not allow less
 * @param timeout from the request to the whole answer
 */
public record KubeletQuestion(
    NodeInfo node,
    String uri,
    @Nullable String token,
    int expectedBytes,
    int maxBytes,
    Duration timeout) {

  /** Who asks. Called on the event loop, exactly one of both, once. */
  public interface Listener {
    /**
     * A whole answer with status 200.
     *
     * @param body whose first {@code length} bytes are the answer; lent until return
     */
    void answered(byte[] body, int length);

    void failed(KubeletFailure failure);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "KubeletQuestion[" + node.name() + uri + "]";
  }
}
