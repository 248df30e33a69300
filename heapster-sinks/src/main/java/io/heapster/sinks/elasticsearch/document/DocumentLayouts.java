package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.sinks.elasticsearch.document.DocumentLayout.Entry;
import io.heapster.sinks.elasticsearch.document.DocumentLayout.Kind;
import io.heapster.sinks.elasticsearch.document.DocumentLayout.Packing;
import io.heapster.sinks.json.JsonBytes;
import io.heapster.sinks.json.JsonTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Says which values of a batch share a document. */
final class DocumentLayouts {
  private static final Comparator<Metric> BY_NAME = Comparator.comparing(Metric::name);

  private final DocumentForm form;
  private final Kind whole;
  private final Map<Family, Kind> families = new EnumMap<>(Family.class);

  DocumentLayouts(DocumentForm form, Destination destination, Instant batch) {
    this.form = form;
    byte[] time = new JsonBytes().quoted(JsonTime.text(batch)).copy();
    byte[] stamp = new JsonBytes().raw("\"@timestamp\":").raw(time).raw(",").copy();
    boolean stamped = form == DocumentForm.WIDE || destination instanceof Destination.DataStream;
    this.whole = kind("wide", new JsonBytes().raw("{").raw(stamp), Packing.TOGETHER);
    for (Family family : Family.values()) {
      var head = new JsonBytes().raw("{").raw(stamped ? stamp : new byte[0]);
      head.quoted(family.timestampField()).raw(":").raw(time).raw(",");
      Packing packing = family == Family.GENERAL ? Packing.ONE_BY_ONE : Packing.TOGETHER;
      families.put(family, kind(family.text(), head, packing));
    }
  }

  private static Kind kind(String name, JsonBytes head, Packing packing) {
    return new Kind(new JsonBytes().quoted(name).copy(), head.copy(), packing);
  }

  /** The layouts for which there are metrics. */
  List<DocumentLayout> of(List<Metric> metrics, Function<Metric, Column> columns) {
    var entries = new LinkedHashMap<Kind, List<Entry>>();
    entries.put(whole, new ArrayList<>());
    families.values().forEach(kind -> entries.put(kind, new ArrayList<>()));
    metrics.stream()
        .sorted(BY_NAME)
        .forEach(metric ->
            Objects.requireNonNull(entries.get(kind(metric)))
                .add(Entry.of(metric, columns.apply(metric))));
    return entries.entrySet().stream()
        .filter(some -> !some.getValue().isEmpty())
        .map(some -> new DocumentLayout(some.getKey(), some.getValue()))
        .toList();
  }

  private Kind kind(Metric metric) {
    return switch (form) {
      case FAMILIES -> Objects.requireNonNull(families.get(Family.of(metric)));
      case WIDE ->
          metric.origin() == Metric.Origin.CUSTOM
              ? Objects.requireNonNull(families.get(Family.GENERAL))
              : whole;
    };
  }
}
