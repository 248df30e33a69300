package io.heapster.app.config;

/** The kind of place in which a setting is given. */
enum Place {
  /** Nowhere: what holds for who sets nothing. */
  DEFAULT(""),
  /** What the demo sets, weaker than what its user does. */
  DEMO(""),
  FILE("file "),
  ENVIRONMENT("environment "),
  COMMAND_LINE("flag ");

  private final String prefix;

  Place(String prefix) {
    this.prefix = prefix;
  }

  /** Says where a value comes from to somebody who sees that text only. */
  String describe(String origin) {
    return prefix + origin;
  }
}
