package io.heapster.api.k8s.groups.golden;

import io.heapster.api.k8s.groups.MetricsGroups;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.ResourceMapper;
import java.util.List;
import java.util.Locale;

/** What stood behind the recorded servers: objects and values out of their own list answers. */
public final class GoldenProviders {
  private static final List<KindOfObjects> KINDS =
      List.of(
          kind("pods", "Pod", "", true),
          kind("services", "Service", "", true),
          kind("nodes", "Node", "", false),
          kind("namespaces", "Namespace", "", false),
          kind("jobs", "Job", "batch", true));

  /** Knows the kinds of the recorded cluster. */
  public static final ResourceMapper MAPPER =
      asked ->
          KINDS.stream()
              .filter(kind ->
                  asked.resource().equalsIgnoreCase(kind.singular())
                      || asked.resource().equalsIgnoreCase(kind.resource().resource()))
              .filter(kind -> asked.group().equals(kind.resource().group()))
              .findFirst();

  private GoldenProviders() {}

  private static KindOfObjects kind(String plural, String kind, String group, boolean namespaced) {
    return new KindOfObjects(
        new GroupResource(plural, group), kind.toLowerCase(Locale.ROOT), kind, "v1", namespaced);
  }

  /** Serves all three groups. */
  public static MetricsGroups.Builder serve(MetricsGroups.Builder groups) {
    return groups
        .resourceMetrics(new GoldenResourceMetrics())
        .customMetrics(new GoldenCustomMetrics(), MAPPER)
        .externalMetrics(new GoldenExternalMetrics());
  }
}
