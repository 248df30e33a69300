package io.heapster.sinks.it.search;

import java.net.URI;

/** A server under test, on the loopback. */
interface SearchServer extends AutoCloseable {
  URI address();

  @Override
  void close();
}
