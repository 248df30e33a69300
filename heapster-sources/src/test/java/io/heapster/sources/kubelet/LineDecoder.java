package io.heapster.sources.kubelet;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.nio.charset.StandardCharsets;

/**
 * Reads a form of answer made up for tests, one entity a line: {@code node <name> <cpu>}, {@code
 * pod <namespace> <name>}, {@code container <name> <cpu>} of the pod before; blank lines and
 * anything after # are padding.
 */
final class LineDecoder implements AnswerDecoder {
  @Override
  public void decode(byte[] body, int length, NodeNames names, NodeSample into)
      throws MalformedAnswerException {
    into.reset();
    int pod = NodeSample.NO_PARENT;
    for (String line : new String(body, 0, length, StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.split("#", 2)[0].strip().split(" ");
      switch (words[0]) {
        case "" -> {}
        case "node" -> add(into, EntityKind.NODE, NodeSample.NO_PARENT, words);
        case "pod" -> {
          pod = into.addEntity(EntityKind.POD, NodeSample.NO_PARENT);
          into.name(pod, words[2]);
          into.pod(pod, words[1], "uid-" + words[2]);
        }
        case "container" -> add(into, EntityKind.POD_CONTAINER, pod, words);
        case "overflow" -> throw new StackOverflowError("overflow");
        case "boom" -> throw new IllegalStateException("boom");
        default -> throw new MalformedAnswerException(0, "\"" + words[0] + "\" is no entity");
      }
    }
  }

  private static void add(NodeSample into, EntityKind kind, int parent, String[] words) {
    int entity = into.addEntity(kind, parent);
    into.name(entity, words[1]);
    into.put(entity, PlainMetrics.CPU_USAGE, Long.parseLong(words[2]));
  }
}
