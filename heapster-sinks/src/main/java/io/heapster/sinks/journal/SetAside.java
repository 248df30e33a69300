package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segment files that cannot be read, kept under another name for whoever can: a newer release, or
 * somebody who looks for the cause. Bounded: the oldest go.
 */
final class SetAside {
  private static final Logger log = LoggerFactory.getLogger(SetAside.class);

  /** More than a journal of 2 GiB has segments, so that a downgrade can be taken back. */
  static final int MAX_FILES = 64;

  private final Path directory;
  private final Disk disk;
  private final long maxBytes;

  SetAside(Path directory, Disk disk, long maxBytes) {
    this.directory = directory;
    this.disk = disk;
    this.maxBytes = maxBytes;
  }

  void add(Path path, String reason) {
    try {
      Path target = SegmentFiles.asideName(path);
      disk.move(path, target);
      log.warn("journal: {} cannot be read: {}; set aside as {}", path, reason, target);
    } catch (IOException e) {
      log.warn("journal: {} cannot be read: {}; left where it is: {}", path, reason, e.toString());
    }
  }

  /** Deletes the oldest until the rest is within the bounds. */
  void trim() throws IOException {
    long bytes = 0;
    int files = 0;
    List<Path> newestFirst = SegmentFiles.aside(directory).reversed();
    for (Path path : newestFirst) {
      bytes += Files.size(path);
      files++;
      if (files > MAX_FILES || bytes > maxBytes) {
        delete(path);
      }
    }
  }

  private void delete(Path path) {
    try {
      disk.deleteIfExists(path);
      log.warn(
          "journal: {} deleted: no more than {} files and {} bytes are kept aside",
          path,
          MAX_FILES,
          maxBytes);
    } catch (IOException e) {
      log.warn("journal: {} cannot be deleted", path, e);
    }
  }
}
