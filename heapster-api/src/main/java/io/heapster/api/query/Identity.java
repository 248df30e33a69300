package io.heapster.api.query;

import java.util.Locale;

/** A name that tells a row from others, and the column it stands in. */
enum Identity {
  NAMESPACE,
  POD,
  CONTAINER,
  NODE;

  /** The column's name. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
