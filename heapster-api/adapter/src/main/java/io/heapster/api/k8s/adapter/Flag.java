package io.heapster.api.k8s.adapter;

/**
 * One flag of the command line.
 *
 * @param name without dashes
 * @param standard the value without it, as it would be written; empty for none
 * @param help one sentence
 */
record Flag(String name, Shape shape, String standard, Treatment treatment, String help) {

  enum Shape {
    TEXT,
    WHOLE_NUMBER,
    /** Needs no value: naming it switches it on. */
    SWITCH,
    /** As Go writes them, e.g. {@code 1m30s}. */
    DURATION,
    /** Separated by commas, or given several times. */
    LIST
  }

  enum Treatment {
    SUPPORTED,
    /** Read and not used: it tunes what works by itself here. Told at start. */
    IGNORED,
    /** Asks for something that would silently be missing: an error. */
    REFUSED
  }

  static Flag supported(String name, Shape shape, String standard, String help) {
    return new Flag(name, shape, standard, Treatment.SUPPORTED, help);
  }

  static Flag ignored(String name, Shape shape, String why) {
    return new Flag(name, shape, "", Treatment.IGNORED, why);
  }

  static Flag refused(String name, Shape shape, String why) {
    return new Flag(name, shape, "", Treatment.REFUSED, why);
  }
}
