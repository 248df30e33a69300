package io.heapster.sources.kubelet.wire;

import io.heapster.core.metric.Metric;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;

/**
 * Up to eight figures of a device, held back until its object ends: which device they belong to may
 * stand behind them. A figure has a place, the same as its metric in a family.
 */
public final class DeviceValues {
  private static final int MOST = 8;

  private final long[] values = new long[MOST];
  private int present;

  public void clear() {
    present = 0;
  }

  public boolean isEmpty() {
    return present == 0;
  }

  /** Reads the next value of the answer as the figure of that place. */
  public void read(JsonAnswer in, int place) throws MalformedAnswerException {
    if (in.readCount()) {
      values[place] = in.count();
      present |= 1 << place;
    }
  }

  /** The figure of a place, 0 when there is none. */
  public long at(int place) {
    return has(place) ? values[place] : 0;
  }

  /** Sets the figure of a place that has none. */
  public void setIfAbsent(int place, long value) {
    if (!has(place)) {
      values[place] = value;
      present |= 1 << place;
    }
  }

  /** Adds the figures of another device, place by place; absent ones add nothing. */
  public void add(DeviceValues other) {
    for (int place = 0; place < MOST; place++) {
      if (other.has(place)) {
        values[place] = has(place) ? values[place] + other.values[place] : other.values[place];
        present |= 1 << place;
      }
    }
  }

  /** Writes the figures as plain values of an entity. */
  public void put(NodeSample sample, int entity, Metric[] family) {
    for (int place = 0; place < family.length; place++) {
      if (has(place)) {
        sample.put(entity, family[place], values[place]);
      }
    }
  }

  /** Writes the figures as values of a device. */
  public void putSeries(NodeSample sample, int series, Metric[] family) {
    for (int place = 0; place < family.length; place++) {
      if (has(place)) {
        sample.putSeries(series, family[place], values[place]);
      }
    }
  }

  private boolean has(int place) {
    return (present & 1 << place) != 0;
  }
}
