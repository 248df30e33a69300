package io.heapster.api.k8s.groups.resource;

import io.heapster.api.k8s.groups.query.FieldSelector;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The items that a field selector picks. */
final class FieldFilter<T> implements Iterator<T> {
  private final Iterator<T> items;
  private final MetricsShape<T> shape;
  private final FieldSelector fields;
  private @Nullable T found;

  FieldFilter(Iterator<T> items, MetricsShape<T> shape, FieldSelector fields) {
    this.items = items;
    this.shape = shape;
    this.fields = fields;
  }

  @Override
  public boolean hasNext() {
    while (found == null && items.hasNext()) {
      T item = items.next();
      if (fields.matches(shape.namespace(item), shape.name(item))) {
        found = item;
      }
    }
    return found != null;
  }

  @Override
  public T next() {
    T item = hasNext() ? found : null;
    if (item == null) {
      throw new NoSuchElementException("no item is left");
    }
    found = null;
    return item;
  }
}
