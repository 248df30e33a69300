package io.heapster.sources.kubelet.summary;

import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.EntityIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import io.heapster.sources.kubelet.wire.JsonFormat;

/**
 * Decodes the JSON of {@code /stats/summary} in one pass, without a tree and without garbage but a
 * few objects per answer. Fields may come in any order, unknown ones are skipped, {@code null} is
 * absent; of a field given twice the last value wins, and objects given twice are merged.
 *
 * <p>A value that is unusable alone (wrong type, negative, fractional, more than 64 bits, no point
 * in time), and a pod or container without a name, is left out and counted in {@link
 * NodeSample#malformedValues}: a kubelet with one odd figure still is worth its others. A document
 * that is cut off, no JSON or no UTF-8 is refused as a whole.
 *
 * <p>Not thread-safe: one per event loop, reused from answer to answer.
 */
public final class SummaryDecoder {
  private final JsonFormat json = new JsonFormat();
  private final EntityIndex entities = new EntityIndex();
  private final DeviceIndex devices = new DeviceIndex();
  private final ContainerReader container = new ContainerReader(devices);
  private final NodeReader node = new NodeReader(entities, devices, container);
  private final PodReader pod = new PodReader(entities, devices, container);

  /**
   * Decodes an answer. The node is left without a name when the answer tells none.
   *
   * @param length bytes of {@code body} which belong to the answer
   * @param into begun anew; of no use after an exception
   */
  public void decode(byte[] body, int length, NodeNames names, NodeSample into)
      throws MalformedAnswerException {
    entities.begin(into);
    devices.begin(into);
    try (JsonAnswer answer = json.open(body, length, names, into)) {
      answer.enterDocument();
      readDocument(answer);
      answer.endDocument();
    }
    entities.end();
  }

  private void readDocument(JsonAnswer answer) throws MalformedAnswerException {
    node.begin();
    for (String field = answer.nextField(); field != null; field = answer.nextField()) {
      switch (field) {
        case "node" -> node.read(answer);
        case "pods" -> readPods(answer);
        default -> answer.skip();
      }
    }
  }

  private void readPods(JsonAnswer answer) throws MalformedAnswerException {
    if (answer.enterArray()) {
      while (answer.enterElement()) {
        pod.read(answer);
      }
    }
  }
}
