package io.heapster.api.k8s.groups.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.k8s.groups.media.Document;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The documents about one catalogue, each made when it is first asked for. Thread-safe.
 *
 * @param made by {@code group/version}, {@code group}, empty for all groups, and {@code @format}
 *     for the aggregated ones
 */
record Documents(Catalog catalog, Map<String, Document> made) {

  Documents(Catalog catalog) {
    this(catalog, new ConcurrentHashMap<>());
  }

  Document aggregated(String format) {
    return keep("@" + format, () -> AggregatedDocument.of(catalog, format));
  }

  /**
   * @param key {@code group/version}, {@code group} or empty; must be in the catalogue
   */
  Document plain(String key) {
    return keep(key, () -> tree(key));
  }

  private ObjectNode tree(String key) {
    if (key.isEmpty()) {
      return PlainDocuments.groups(catalog);
    }
    int slash = key.indexOf('/');
    Catalog.Entry group = group(slash < 0 ? key : key.substring(0, slash));
    return slash < 0
        ? PlainDocuments.group(group)
        : PlainDocuments.resources(group, key.substring(slash + 1));
  }

  private Catalog.Entry group(String name) {
    return catalog.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no group " + name));
  }

  private Document keep(String key, Supplier<ObjectNode> tree) {
    return made.computeIfAbsent(key, _ -> Document.of(tree.get()));
  }
}
