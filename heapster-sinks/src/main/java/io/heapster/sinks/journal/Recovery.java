package io.heapster.sinks.journal;

import io.heapster.sinks.journal.SegmentScan.Damage;
import io.heapster.sinks.journal.SegmentScan.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index from the segment files that earlier processes left. Whatever is wrong with a
 * file costs that file, and never the start.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  /** Fewer than a record of the smallest cluster has; tells how many a file may have held. */
  private static final int SMALL_RECORD_BYTES = 1 << 10;

  private final JournalIndex index = new JournalIndex();
  private final Disk disk;
  private final SetAside aside;
  private long damaged;

  private Recovery(Disk disk, SetAside aside) {
    this.disk = disk;
    this.aside = aside;
  }

  /**
   * @param damaged records found damaged
   */
  record Recovered(JournalIndex index, long damaged) {}

  /**
   * Reads all headers; sets files aside that are none of ours.
   *
   * @param maxAsideBytes of files set aside, those of earlier starts included
   * @throws IOException when the directory itself cannot be read
   */
  static Recovered recover(Path directory, Disk disk, long maxAsideBytes) throws IOException {
    var aside = new SetAside(directory, disk, maxAsideBytes);
    var recovery = new Recovery(disk, aside);
    SortedMap<Long, Path> files = SegmentFiles.list(directory);
    for (Map.Entry<Long, Path> file : files.entrySet()) {
      SortedMap<Long, Path> later = files.tailMap(file.getKey() + 1);
      recovery.add(
          file.getKey(), file.getValue(), later.isEmpty() ? Long.MAX_VALUE : later.firstKey());
    }
    aside.trim();
    return new Recovered(recovery.index, recovery.damaged);
  }

  /**
   * @param next number of the file behind it: where its sequences end at the latest
   */
  private void add(long number, Path path, long next) {
    SegmentScan scan;
    try {
      scan = SegmentScanner.scan(path, number);
    } catch (IOException e) {
      cannotOpen(number, path, next, e);
      return;
    }
    if (scan.isUnreadable()) {
      unreadable(scan, scan.unreadable(), next);
    } else if (scan.isStillborn()) {
      deleteStillborn(number, path);
    } else {
      tell(scan);
      addReadable(scan, next);
    }
  }

  private void addReadable(SegmentScan scan, long next) {
    damaged += scan.damagedRecords();
    if (scan.records().isEmpty()) {
      unreadable(scan, "no record in it is readable", next);
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

  private void unreadable(SegmentScan scan, String reason, long next) {
    long end = scan.records().isEmpty() ? guessedEnd(scan.number(), scan.bytes()) : scan.end();
    lose(scan.number(), Math.min(end, next), scan.path(), reason);
    aside.add(scan.path(), reason);
  }

  /** Too many open files or a moment's fault of the disk do not make a file unreadable. */
  private void cannotOpen(long number, Path path, long next, IOException cause) {
    long bytes = path.toFile().length();
    lose(number, Math.min(guessedEnd(number, bytes), next), path, cause.toString());
    if (Files.isDirectory(path)) {
      aside.add(path, cause.toString());
    } else {
      log.warn("journal: {} cannot be read; left for the next start", path, cause);
    }
  }

  /**
   * Sequences may have been delivered, and must not be given to other records; those that were not
   * are counted as damaged by the sinks that wait for them.
   */
  private void lose(long number, long end, Path path, String reason) {
    index.lose(number, end, "%s: %s".formatted(path, reason));
  }

  private static long guessedEnd(long number, long bytes) {
    return number + 1 + bytes / SMALL_RECORD_BYTES;
  }

  private void deleteStillborn(long number, Path path) {
    try {
      disk.deleteIfExists(path);
    } catch (IOException e) {
      index.reserve(number + 1);
      log.warn("journal: cannot delete {}, which holds no record", path, e);
    }
  }
}
