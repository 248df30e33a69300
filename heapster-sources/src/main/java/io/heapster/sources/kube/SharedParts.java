package io.heapster.sources.kube;

import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts that many objects have in common, kept once: pods of one Deployment carry the same
 * labels and the same containers, and every pod the name of its node. Thread-safe.
 */
final class SharedParts {
  private static final int CAPACITY = 1 << 15;

  private final SharingPool<String, String> texts = new SharingPool<>(CAPACITY);
  private final SharingPool<Labels, Labels> labelSets = new SharingPool<>(CAPACITY);
  private final SharingPool<List<String>, Labels> labelKeys = new SharingPool<>(CAPACITY);
  private final SharingPool<List<ContainerInfo>, List<ContainerInfo>> containerLists =
      new SharingPool<>(CAPACITY);

  /** The text, or empty for none. */
  String text(@Nullable String text) {
    return text == null ? "" : texts.share(text, text);
  }

  /** The labels; pairs without a key or a value are left out. */
  Labels labels(@Nullable Map<String, String> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return Labels.EMPTY;
    }
    var shared = new HashMap<String, String>();
    pairs.forEach((key, value) -> {
      if (key != null && value != null) {
        shared.put(text(key), text(value));
      }
    });
    Labels own = Labels.of(shared);
    Labels labels = own.sharingKeysWith(likeKeyed(own));
    return labelSets.share(labels, labels);
  }

  List<ContainerInfo> containers(List<ContainerInfo> containers) {
    List<ContainerInfo> fixed = List.copyOf(containers);
    return containerLists.share(fixed, fixed);
  }

  /** Labels with the same keys, the same object for all of them. */
  private Labels likeKeyed(Labels labels) {
    var keys = new ArrayList<String>(labels.size());
    labels.forEach((key, _) -> keys.add(key));
    return labelKeys.share(keys, labels);
  }
}
