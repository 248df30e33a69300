package io.heapster.api.k8s.groups.discovery;

import java.util.List;

/** An API group, the same resources in all its versions. Thread-safe. */
public interface ApiGroup {
  /** E.g. {@code metrics.k8s.io}. */
  String name();

  /** At least one; the preferred one first. */
  List<String> versions();

  /** The resources of now, in any order. Answers at once, and never fails. */
  List<ApiResource> resources();

  /** What is shown while there are no resources: some clients take an empty list for a failure. */
  List<ApiResource> placeholder();
}
