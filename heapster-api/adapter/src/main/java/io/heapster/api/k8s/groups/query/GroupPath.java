package io.heapster.api.k8s.groups.query;

import io.heapster.api.k8s.request.RequestInfo;
import io.heapster.api.k8s.request.StatusException;
import java.util.List;
import java.util.Optional;

/**
 * A path below a version of an API group.
 *
 * @param segments behind the version; at least one
 */
public record GroupPath(String version, List<String> segments) {
  private static final int OWN_SEGMENTS = 3;

  public GroupPath {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a path.
   *
   * @return empty when it leads elsewhere, also to the group itself and to its versions
   * @throws StatusException 404 when the group has no such version
   */
  public static Optional<GroupPath> of(RequestInfo info, String group, List<String> versions) {
    List<String> all = info.segments();
    boolean below = all.size() > OWN_SEGMENTS && all.get(0).equals("apis");
    if (!below || !all.get(1).equals(group)) {
      return Optional.empty();
    }
    if (!versions.contains(all.get(2))) {
      throw StatusException.noSuchResource();
    }
    List<String> rest = all.subList(OWN_SEGMENTS, all.size());
    if (rest.contains("")) {
      throw StatusException.noSuchResource();
    }
    return Optional.of(new GroupPath(all.get(2), rest));
  }

  /** A segment behind the version. */
  public String at(int index) {
    return segments.get(index);
  }

  public int length() {
    return segments.size();
  }

  /** Whether the segments begin with {@code namespaces} and a name. */
  public boolean inNamespace() {
    return length() > 2 && at(0).equals("namespaces");
  }

  /** The path behind {@code namespaces} and the name. */
  public GroupPath withoutNamespace() {
    return new GroupPath(version, segments.subList(2, segments.size()));
  }
}
