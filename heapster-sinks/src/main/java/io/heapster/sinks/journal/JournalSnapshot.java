package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an onlooker finds in a journal directory, which a daemon may be writing to meanwhile.
 * Nothing is changed.
 *
 * @param segments in the order of their numbers, the unreadable ones too
 * @param index of all readable records
 */
record JournalSnapshot(List<SegmentScan> segments, JournalIndex index) {
  JournalSnapshot {
    segments = List.copyOf(segments);
  }

  static JournalSnapshot take(Path directory) throws IOException {
    var segments = new ArrayList<SegmentScan>();
    var index = new JournalIndex();
    if (Files.exists(directory)) {
      for (Map.Entry<Long, Path> file : SegmentFiles.list(directory).entrySet()) {
        add(file.getKey(), file.getValue(), segments, index);
      }
    }
    return new JournalSnapshot(segments, index);
  }

  private static void add(long number, Path path, List<SegmentScan> segments, JournalIndex index) {
    SegmentScan scan;
    try {
      scan = SegmentScanner.scan(path, number);
    } catch (IOException e) {
      if (Files.notExists(path)) {
        return; // the daemon was done with it
      }
      scan = new SegmentScan(path, number, 0, List.of(), List.of(), e.toString());
    }
    segments.add(scan);
    if (!scan.isUnreadable() && !scan.records().isEmpty()) {
      index.add(scan);
    }
  }
}
