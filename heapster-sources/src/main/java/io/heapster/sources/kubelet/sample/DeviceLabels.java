package io.heapster.sources.kubelet.sample;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * The labels of one node's devices: volumes, claims, interfaces, disks, accelerators. Made once per
 * device, so that equal labels of successive scrapes are the same object. Bounded like {@link
 * NodeNames}, which owns it. Not thread-safe.
 */
public final class DeviceLabels {
  private record Accelerator(String make, String model, String id) {}

  private final Map<String, Labels> volumes = new HashMap<>();
  private final Map<String, Labels> resources = new HashMap<>();
  private final Map<String, Labels> claims = new HashMap<>();
  private final Map<String, Labels> interfaces = new HashMap<>();
  private final Map<Accelerator, Labels> accelerators = new HashMap<>();

  DeviceLabels() {}

  /** Of a pod's volume: {@code resource_id=Volume:<name>}. */
  public Labels volume(String name) {
    Labels known = volumes.get(name);
    return known != null ? known : make(volumes, name, LabelKeys.RESOURCE_ID, "Volume:" + name);
  }

  /** Of a disk or file system: {@code resource_id=<name>}. */
  public Labels resource(String name) {
    Labels known = resources.get(name);
    return known != null ? known : make(resources, name, LabelKeys.RESOURCE_ID, name);
  }

  /** Of the volume behind a claim: {@code persistentvolumeclaim=<name>}. */
  public Labels claim(String name) {
    Labels known = claims.get(name);
    return known != null ? known : make(claims, name, LabelKeys.PERSISTENT_VOLUME_CLAIM, name);
  }

  /** Of a network interface: {@code interface=<name>}. */
  public Labels networkInterface(String name) {
    Labels known = interfaces.get(name);
    return known != null ? known : make(interfaces, name, LabelKeys.INTERFACE, name);
  }

  /** Of an accelerator: {@code make}, {@code model} and {@code accelerator_id}. */
  public Labels accelerator(String make, String model, String id) {
    return accelerators.computeIfAbsent(
        new Accelerator(make, model, id),
        it ->
            Labels.of(
                Map.of(
                    LabelKeys.MAKE, it.make,
                    LabelKeys.MODEL, it.model,
                    LabelKeys.ACCELERATOR_ID, it.id)));
  }

  void forget() {
    volumes.clear();
    resources.clear();
    claims.clear();
    interfaces.clear();
    accelerators.clear();
  }

  private static Labels make(Map<String, Labels> into, String name, String key, String value) {
    Labels made = Labels.of(key, value);
    into.put(name, made);
    return made;
  }
}
