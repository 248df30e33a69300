package io.heapster.api.resource;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.k8s.groups.value.QuantityText;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import org.jspecify.annotations.Nullable;

/** CPU and working set of one entity; exists only where both are known. */
record Usage(long cpuMillicores, long memoryBytes) {
  /** Reads a row; null when either value is missing. */
  static @Nullable Usage at(EntityTable table, int row) {
    Column cpu = table.column(PlainMetrics.CPU_USAGE_RATE);
    Column memory = table.column(PlainMetrics.MEMORY_WORKING_SET);
    return cpu.has(row) && memory.has(row) ? new Usage(cpu.longAt(row), memory.longAt(row)) : null;
  }

  /** Writes the {@code usage} object. Autoscalers choke on negative amounts, Heapster gave them. */
  void write(JsonWriter json, ApiCompat compat) {
    long least = compat == ApiCompat.DEFAULT ? 0 : Long.MIN_VALUE;
    json.name("usage").beginObject();
    long millicores = Math.max(least, cpuMillicores);
    json.name("cpu").value(out -> QuantityText.millicores(out, millicores));
    long bytes = Math.max(least, memoryBytes);
    json.name("memory").value(out -> QuantityText.memory(out, bytes));
    json.endObject();
  }
}
