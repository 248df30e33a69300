package io.heapster.api.provider.testkit;

/**
 * One rule of a contract, to be run as a test of its own.
 *
 * @param name the rule, as a sentence
 * @param body throws an {@link AssertionError} that says what was seen when the rule is broken
 */
public record ContractCheck(String name, Runnable body) {

  /**
   * Tries the rule. Takes as long as the provider does, at most a few times the patience of the
   * example.
   *
   * @throws AssertionError when it is broken
   */
  public void run() {
    body.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
