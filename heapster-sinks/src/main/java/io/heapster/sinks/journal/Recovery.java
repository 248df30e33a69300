package io.heapster.sinks.journal;

import io.heapster.sinks.journal.SegmentScan.Damage;
import io.heapster.sinks.journal.SegmentScan.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index from the segment files that earlier processes left. Whatever is wrong with a
 * file costs that file, and never the start.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final JournalIndex index = new JournalIndex();
  private long damaged;

  private Recovery() {}

  /**
   * @param damaged records found damaged
   */
  record Recovered(JournalIndex index, long damaged) {}

  /**
   * Reads all headers; sets files aside that are none of ours.
   *
   * @throws IOException when the directory itself cannot be read
   */
  static Recovered recover(Path directory) throws IOException {
    var recovery = new Recovery();
    for (Map.Entry<Long, Path> file : SegmentFiles.list(directory).entrySet()) {
      recovery.add(file.getKey(), file.getValue());
    }
    return new Recovered(recovery.index, recovery.damaged);
  }

  private void add(long number, Path path) {
    SegmentScan scan;
    try {
      scan = SegmentScanner.scan(path, number);
    } catch (IOException e) {
      setAside(number, path, e.toString());
      return;
    }
    if (scan.isUnreadable()) {
      setAside(number, path, scan.unreadable());
    } else if (scan.isStillborn()) {
      deleteStillborn(number, path);
    } else {
      tell(scan);
      addReadable(scan);
    }
  }

  private void addReadable(SegmentScan scan) {
    damaged += scan.damagedRecords();
    if (scan.records().isEmpty()) {
      setAside(scan.number(), scan.path(), "no record in it is readable");
    } else {
      index.add(scan);
    }
  }

  private static void tell(SegmentScan scan) {
    for (Damage damage : scan.damage()) {
      String what = damage.describe(scan.path());
      if (damage.kind() == Kind.TORN_TAIL) {
        log.info("journal: {}; the process that wrote it ended there", what);
      } else {
        log.warn("journal: damaged: {}; everything else is still delivered", what);
      }
    }
  }

  private void setAside(long number, Path path, String reason) {
    // Its sequences may have been delivered: they must not be given to other records.
    index.reserve(number + 1);
    try {
      Path target = SegmentFiles.setAside(path);
      log.warn("journal: {} cannot be read: {}; set aside as {}", path, reason, target);
    } catch (IOException e) {
      log.warn("journal: {} cannot be read: {}; left where it is: {}", path, reason, e.toString());
    }
  }

  private void deleteStillborn(long number, Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      index.reserve(number + 1);
      log.warn("journal: cannot delete {}, which holds no record", path, e);
    }
  }
}
