package io.heapster.api.k8s.groups.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The resources of all groups at one moment, sorted; equal when the documents would be. */
record Catalog(List<Entry> groups) {

  record Entry(
      String name,
      List<String> versions,
      List<ApiResource> resources,
      List<ApiResource> placeholder) {}

  Catalog {
    groups = List.copyOf(groups);
  }

  static Catalog of(List<ApiGroup> groups) {
    var entries = new ArrayList<Entry>();
    for (ApiGroup group : groups) {
      var resources = new ArrayList<>(group.resources());
      resources.sort(Comparator.comparing(ApiResource::name));
      entries.add(
          new Entry(group.name(), group.versions(), List.copyOf(resources), group.placeholder()));
    }
    entries.sort(Comparator.comparing(Entry::name));
    return new Catalog(entries);
  }
}
