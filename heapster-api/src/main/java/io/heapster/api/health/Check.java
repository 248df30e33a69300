package io.heapster.api.health;

import java.util.Optional;

/**
 * One thing that must hold.
 *
 * @param name as shown to whoever asks
 * @param problem empty while it holds
 */
record Check(String name, Problem problem) {

  /** Says what is wrong, if anything. Asked on event loops: must answer at once. */
  interface Problem {
    Optional<String> find();
  }
}
