package io.heapster.api.k8s.cluster;

import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The kinds of objects at one time, and how they are found. Immutable. */
final class ClusterPicture {
  static final ClusterPicture EMPTY = new ClusterPicture(new LinkedHashMap<>());

  /** By group and version, e.g. {@code apps/v1}; in the order of precedence. */
  private final Map<String, List<KindOfObjects>> byVersion;

  /** By lower-case plural and singular; each list in the order of precedence. */
  private final Map<String, List<KindOfObjects>> byName = new HashMap<>();

  /**
   * @param byVersion the kinds of each group and version, core first; of a group the preferred
   *     version first
   */
  ClusterPicture(SequencedMap<String, List<KindOfObjects>> byVersion) {
    this.byVersion = new LinkedHashMap<>(byVersion);
    var known = new HashSet<GroupResource>();
    for (List<KindOfObjects> kinds : byVersion.values()) {
      for (KindOfObjects kind : kinds) {
        if (known.add(kind.resource())) {
          index(kind);
        }
      }
    }
  }

  private void index(KindOfObjects kind) {
    String plural = lower(kind.resource().resource());
    String singular = lower(kind.singular());
    byName.computeIfAbsent(plural, _ -> new ArrayList<>()).add(kind);
    if (!singular.equals(plural)) {
      byName.computeIfAbsent(singular, _ -> new ArrayList<>()).add(kind);
    }
  }

  /** What was known of a group's version; null when it was not. */
  Optional<List<KindOfObjects>> ofVersion(String groupVersion) {
    return Optional.ofNullable(byVersion.get(groupVersion));
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** How many kinds there are in how many versions of groups, for the log. */
  @Override
  public String toString() {
    return byVersion.values().stream().mapToInt(List::size).sum()
        + " resources in "
        + byVersion.size()
        + " group versions";
  }

  Optional<KindOfObjects> find(GroupResource resource) {
    List<KindOfObjects> kinds = byName.getOrDefault(lower(resource.resource()), List.of());
    String group = lower(resource.group());
    if (group.isEmpty()) {
      return kinds.stream().findFirst();
    }
    Optional<KindOfObjects> exact =
        kinds.stream().filter(kind -> kind.resource().group().equals(group)).findFirst();
    return exact.isPresent()
        ? exact
        : kinds.stream().filter(kind -> kind.resource().group().startsWith(group)).findFirst();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
