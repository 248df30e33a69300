package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.Rules.require;
import static io.heapster.api.provider.testkit.Rules.requireDistinct;
import static io.heapster.api.provider.testkit.Rules.requireSame;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the list of metrics that a provider offers to discovery.
 *
 * @param question how the list is called
 * @param metric the name without the kind of objects
 */
record ListedMetrics<T>(
    Trial trial,
    String question,
    Callable<@Nullable Collection<T>> list,
    Function<T, String> metric) {

  List<ContractCheck> all() {
    return List.of(
        new ContractCheck("the list of metrics answers", () -> trial.answer(question, list)),
        new ContractCheck("the list of metrics waits for nothing", this::answersFromMemory),
        new ContractCheck("the list of metrics names each metric once", this::namesEachOnce),
        new ContractCheck("the list of metrics holds names that fit into a path", this::fitsPaths),
        new ContractCheck("the list of metrics cannot be changed by its reader", this::isGuarded),
        new ContractCheck("the list of metrics may be asked for by many at once", this::isShared));
  }

  private Collection<T> ask() {
    return trial.answer(question, list);
  }

  private void answersFromMemory() {
    trial.answerFromMemory(question, list);
  }

  private void namesEachOnce() {
    requireDistinct(question, ask());
  }

  private void fitsPaths() {
    for (T item : requireDistinct(question, ask())) {
      String name = metric.apply(item);
      require(
          !name.isBlank() && name.indexOf('/') < 0,
          question + " holds the metric \"" + name + "\": a name must be there, without a slash");
    }
  }

  private void isGuarded() {
    Collection<T> answer = ask();
    var before = new ArrayList<>(answer);
    Rules.empty(answer);
    requireSame(question + ", after a reader tried to empty its answer,", ask(), before);
  }

  private void isShared() {
    var before = new ArrayList<>(ask());
    trial.together(question, () -> requireSame(question, ask(), before));
  }
}
