package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What is done to segments and cursors on disk, in the steps that a power failure can come between.
 * What was written and not synced may be lost or torn, and so may names of which the directory was
 * not synced. Thread-safe.
 */
interface Disk {

  /** A new file; fails when the name is taken. */
  OpenFile create(Path path) throws IOException;

  /** A file for writing, new when there is none. */
  OpenFile open(Path path) throws IOException;

  void deleteIfExists(Path path) throws IOException;

  /** Fails when the target is there. */
  void move(Path path, Path target) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** For one thread at a time; interrupts do it no harm. */
  interface OpenFile extends AutoCloseable {

    void write(long offset, byte[] bytes, int from, int count) throws IOException;

    void truncate(long length) throws IOException;

    /** Makes the content durable, and not the name. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
