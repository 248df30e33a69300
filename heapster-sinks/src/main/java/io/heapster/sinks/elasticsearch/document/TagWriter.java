package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.model.Labels;

/** Merges sets of labels into one JSON object with its keys in order. */
final class TagWriter {
  private final Labels[] sources;
  private final int[] next;

  /**
   * @param sources how many sets are merged at the most
   */
  TagWriter(int sources) {
    this.sources = new Labels[sources];
    this.next = new int[sources];
  }

  /** Writes all pairs; where several have a key, the last one wins. */
  void write(JsonBytes out, Labels... sets) {
    for (int i = 0; i < sources.length; i++) {
      sources[i] = i < sets.length ? sets[i] : Labels.EMPTY;
      next[i] = 0;
    }
    byte separator = '{';
    for (int winner = takeLeast(); winner >= 0; winner = takeLeast()) {
      Labels labels = sources[winner];
      int taken = next[winner] - 1;
      out.put(separator);
      out.putString(labels.key(taken));
      out.put((byte) ':');
      out.putString(labels.value(taken));
      separator = ',';
    }
    if (separator == '{') {
      out.put(separator);
    }
    out.put((byte) '}');
  }

  /** Steps over the least key; the last source that has it, or -1 at the end. */
  private int takeLeast() {
    int least = -1;
    for (int i = 0; i < sources.length; i++) {
      if (next[i] < sources[i].size()) {
        int order = least < 0 ? -1 : key(i).compareTo(key(least));
        if (order == 0) {
          next[least]++;
        }
        if (order <= 0) {
          least = i;
        }
      }
    }
    if (least >= 0) {
      next[least]++;
    }
    return least;
  }

  private String key(int source) {
    return sources[source].key(next[source]);
  }
}
