package io.heapster.api.query;

import io.heapster.api.http.Parameters;

/** Which of the rows found are answered. */
record Page(int offset, int limit) {
  /** The parameters read here. */
  static final String LIMIT = "limit";

  static final String OFFSET = "offset";

  /** The most rows of an answer. */
  static final int MOST = 1000;

  private static final int USUAL = 100;
  private static final int FARTHEST = 10_000_000;

  static Page of(Parameters parameters) {
    return new Page(
        parameters.number(OFFSET, 0, 0, FARTHEST), parameters.number(LIMIT, USUAL, 1, MOST));
  }
}
