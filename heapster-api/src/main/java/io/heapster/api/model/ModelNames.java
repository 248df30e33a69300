package io.heapster.api.model;

import io.heapster.api.http.ApiCompat;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in the newest batch: the lists of the model API. Each walks over a table. */
record ModelNames(KeptValues kept, ApiCompat compat) {

  /** Names that {@code /nodes/{node-name}} understands; in Heapster's mode host names. */
  List<String> nodes() {
    return switch (compat) {
      case DEFAULT -> keys(EntityKind.NODE, key -> ((EntityKey.Node) key).name());
      case HEAPSTER -> rows(EntityKind.NODE, (table, row) -> hostname(table, row));
    };
  }

  List<String> namespaces() {
    return keys(EntityKind.NAMESPACE, key -> ((EntityKey.Namespace) key).name());
  }

  List<String> pods(String namespace) {
    return keys(
        EntityKind.POD,
        key ->
            key instanceof EntityKey.Pod pod && pod.namespace().equals(namespace)
                ? pod.name()
                : null);
  }

  List<String> containers(EntityKey.Pod pod) {
    return keys(
        EntityKind.POD_CONTAINER,
        key ->
            key instanceof EntityKey.PodContainer container && container.pod().equals(pod)
                ? container.name()
                : null);
  }

  /** System containers of a node; Heapster looked for its host name here. */
  List<String> freeContainers(String node) {
    return rows(
        EntityKind.SYSTEM_CONTAINER,
        (table, row) -> {
          var key = (EntityKey.SystemContainer) table.key(row);
          String owner = compat == ApiCompat.DEFAULT ? key.node().name() : hostname(table, row);
          return node.equals(owner) ? key.name() : null;
        });
  }

  /** Heapster's keys of all entities. */
  List<String> allKeys() {
    var all = new ArrayList<String>();
    for (EntityKind kind : EntityKind.values()) {
      all.addAll(keys(kind, EntityKey::text));
    }
    return all;
  }

  private static @Nullable String hostname(EntityTable table, int row) {
    return table.labels(row).get(LabelKeys.HOSTNAME);
  }

  private interface RowName {
    @Nullable String of(EntityTable table, int row);
  }

  private List<String> keys(EntityKind kind, Function<EntityKey, @Nullable String> name) {
    return rows(kind, (table, row) -> name.apply(table.key(row)));
  }

  private List<String> rows(EntityKind kind, RowName name) {
    var names = new ArrayList<String>();
    kept.latest().map(batch -> batch.table(kind)).ifPresent(table -> collect(table, name, names));
    return names;
  }

  private static void collect(EntityTable table, RowName name, List<String> into) {
    for (int row = 0; row < table.size(); row++) {
      String text = name.of(table, row);
      if (text != null) {
        into.add(text);
      }
    }
  }
}
