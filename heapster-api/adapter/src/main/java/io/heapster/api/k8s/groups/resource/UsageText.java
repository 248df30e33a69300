package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.value.QuantityText;
import io.heapster.api.provider.ContainerUsage;

/** The field {@code usage}. */
final class UsageText {
  private static final byte[] CPU = JsonBytes.ascii("\"usage\":{\"cpu\":");
  private static final byte[] MEMORY = JsonBytes.ascii(",\"memory\":");
  private static final byte[] SWAP = JsonBytes.ascii(",\"swap\":");

  private UsageText() {}

  static void write(JsonBytes out, ContainerUsage usage) {
    out.put(CPU);
    QuantityText.cpu(out, usage.cpuNanocores());
    out.put(MEMORY);
    QuantityText.memory(out, usage.memoryBytes());
    if (usage.swapBytes() != ContainerUsage.ABSENT) {
      out.put(SWAP);
      QuantityText.memory(out, usage.swapBytes());
    }
    out.put('}');
  }
}
