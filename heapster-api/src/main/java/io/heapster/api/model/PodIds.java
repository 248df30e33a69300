package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds pods by their UID. Values are stored by namespace and name, so only pods that the cluster
 * has now are found; Heapster found none.
 */
record PodIds(ClusterInventory inventory) {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.-]+");

  /**
   * The pods, in the order of their ids.
   *
   * @throws ApiException 400 for a text that is no id
   */
  List<AskedEntity> pods(List<String> ids) {
    Map<String, EntityKey.Pod> known = known(ids);
    return ids.stream().map(id -> new AskedEntity(known.get(id), "(pod)poduid:" + id)).toList();
  }

  /**
   * A container of a pod.
   *
   * @throws ApiException 400 for a text that is no id
   */
  AskedEntity container(String id, String name) {
    EntityKey.@Nullable Pod pod = known(List.of(id)).get(id);
    return new AskedEntity(
        pod == null ? null : new EntityKey.PodContainer(pod, name),
        "(pod_container)poduid:" + id + "/container:" + name);
  }

  private Map<String, EntityKey.Pod> known(List<String> ids) {
    for (String id : ids) {
      if (!ID.matcher(id).matches()) {
        throw ApiException.badRequest("Invalid pod id \"" + id + '"');
      }
    }
    Set<String> wanted = Set.copyOf(ids);
    var found = new HashMap<String, EntityKey.Pod>();
    for (PodInfo pod : inventory.pods()) {
      if (wanted.contains(pod.uid())) {
        found.put(pod.uid(), pod.key());
      }
    }
    return found;
  }
}
