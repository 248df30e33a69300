package io.heapster.sinks.influxdb;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import java.util.Arrays;
import java.util.Set;

/**
 * The tags of one entity or device as they stand in a line, e.g. {@code ,nodename=n1,type=node},
 * sorted by key. Filled anew for each: a line costs one copy of it. Used by one thread.
 */
final class TagBlock {
  static final String CLUSTER_NAME = "cluster_name";

  /** Too many different ones, and each known under another name, too. */
  private static final Set<String> LEFT_OUT =
      Set.of(LabelKeys.NAMESPACE_ID, LabelKeys.POD_ID, LabelKeys.HOSTNAME, LabelKeys.HOST_ID);

  private byte[] bytes = new byte[1024];
  private int length;

  private String[] keys = new String[16];
  private int[] starts = new int[16];
  private int count;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** An entity's labels, and {@code cluster_name}, which wins. */
  void set(Labels labels, String clusterName) {
    clear();
    boolean named = false;
    for (int i = 0; i < labels.size(); i++) {
      String key = labels.key(i);
      int order = key.compareTo(CLUSTER_NAME);
      if (order >= 0 && !named) {
        add(CLUSTER_NAME, clusterName);
        named = true;
      }
      if (order != 0) {
        add(key, labels.value(i));
      }
    }
    if (!named) {
      add(CLUSTER_NAME, clusterName);
    }
  }

  /** An entity's tags and a device's labels, which win, but for {@code cluster_name}. */
  void set(TagBlock entity, Labels device) {
    clear();
    int next = 0;
    for (int i = 0; i < device.size(); i++) {
      String key = device.key(i);
      if (key.equals(CLUSTER_NAME)) {
        continue;
      }
      int upTo = next;
      while (upTo < entity.count && entity.keys[upTo].compareTo(key) < 0) {
        upTo++;
      }
      copy(entity, next, upTo);
      next = upTo < entity.count && entity.keys[upTo].equals(key) ? upTo + 1 : upTo;
      add(key, device.value(i));
    }
    copy(entity, next, entity.count);
  }

  private void clear() {
    length = 0;
    count = 0;
  }

  private void add(String key, String value) {
    if (LEFT_OUT.contains(key)) {
      return;
    }
    reserve(2 + LineText.mostBytes(key) + LineText.mostBytes(value));
    int start = length;
    bytes[length++] = ',';
    int keyEnd = LineText.KEY.write(key, bytes, length);
    bytes[keyEnd] = '=';
    int end = LineText.KEY.write(value, bytes, keyEnd + 1);
    if (keyEnd == start + 1 || end == keyEnd + 1) {
      // No such thing as an empty tag.
      length = start;
      return;
    }
    length = end;
    keep(key, start);
  }

  private void copy(TagBlock from, int first, int end) {
    if (first == end) {
      return;
    }
    int start = from.starts[first];
    int size = (end == from.count ? from.length : from.starts[end]) - start;
    reserve(size);
    System.arraycopy(from.bytes, start, bytes, length, size);
    // The keys are not needed: nothing is merged into a merged one.
    length += size;
  }

  private void keep(String key, int start) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
    }
    keys[count] = key;
    starts[count++] = start;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
