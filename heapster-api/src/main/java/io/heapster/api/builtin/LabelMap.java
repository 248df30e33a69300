package io.heapster.api.builtin;

import io.heapster.core.model.Labels;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labels seen as a map, without a copy: a list of all pods has those of thirty thousand. */
final class LabelMap extends AbstractMap<String, String> {
  private final Labels labels;

  LabelMap(Labels labels) {
    this.labels = labels;
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    return key instanceof String text ? labels.get(text) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return labels.size();
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Pairs();
      }
    };
  }

  private final class Pairs implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < labels.size();
    }

    @Override
    public Map.Entry<String, String> next() {
      if (next >= labels.size()) {
        throw new NoSuchElementException();
      }
      int at = next++;
      return Map.entry(labels.key(at), labels.value(at));
    }
  }
}
