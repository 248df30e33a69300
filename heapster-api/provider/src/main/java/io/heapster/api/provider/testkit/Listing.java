package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.Rules.require;

import io.heapster.api.provider.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A question that is answered by items which may be made while they are read.
 *
 * @param question how it is asked
 */
record Listing<T>(
    Trial trial,
    String question,
    Callable<Iterable<T>> source,
    Function<T, ObjectName> nameOfItem) {

  List<T> items() {
    return trial.answer(question, this::read);
  }

  List<ObjectName> names() {
    return items().stream().map(nameOfItem).toList();
  }

  void fromMemory() {
    trial.answerFromMemory(question, this::read);
  }

  private List<T> read() throws Exception {
    Iterable<T> iterable = source.call();
    require(iterable != null, question + " answers null");
    Iterator<T> iterator = iterable.iterator();
    var items = new ArrayList<T>();
    while (iterator.hasNext()) {
      T item = iterator.next();
      require(item != null, question + " holds null");
      items.add(item);
    }
    requireEnd(iterator);
    return items;
  }

  private void requireEnd(Iterator<T> iterator) {
    try {
      iterator.next();
    } catch (NoSuchElementException e) {
      return;
    }
    throw new AssertionError(question + " has a next item although hasNext() says no");
  }

  void requireOrder(Comparator<ObjectName> order) {
    List<ObjectName> names = names();
    for (int i = 1; i < names.size(); i++) {
      int compared = order.compare(names.get(i - 1), names.get(i));
      require(compared != 0, question + " holds " + names.get(i) + " twice");
      require(
          compared < 0,
          question + " is out of order: " + names.get(i - 1) + " before " + names.get(i));
    }
  }

  void requireHolds(ObjectName expected) {
    List<ObjectName> names = names();
    require(names.contains(expected), question + " answers " + names + ", without " + expected);
  }

  void requireNames(List<ObjectName> expected) {
    List<ObjectName> names = names();
    require(names.equals(expected), question + " answers " + names + ", expected " + expected);
  }

  /** Tries to remove an item through the iterator; it must not matter to the next who asks. */
  void guarded() {
    List<ObjectName> before = names();
    trial.answer(question, this::removeFirst);
    requireNames(before);
  }

  private Boolean removeFirst() throws Exception {
    Iterator<T> iterator = source.call().iterator();
    if (!iterator.hasNext()) {
      return false;
    }
    iterator.next();
    try {
      iterator.remove();
      return true;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }
}
