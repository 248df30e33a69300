package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Records whose headers are damaged, by the numbers of their segments. */
  Map<Long, Integer> damaged() {
    var damaged = new HashMap<Long, Integer>();
    segments.forEach(segment -> damaged.put(segment.number(), segment.damagedRecords()));
    return damaged;
  }

  /** The same with those whose payloads are; reads every byte. */
  Map<Long, Integer> verified() throws IOException {
    Map<Long, Integer> damaged = damaged();
    var reader = new RecordReader(index, 0);
    for (SegmentScan segment : segments) {
      if (segment.isUnreadable()) {
        continue;
      }
      for (SegmentScan.Entry entry : segment.records()) {
        // Absent is what the daemon has removed meanwhile.
        if (reader.read(entry.header().sequence()) instanceof ReadResult.Damaged) {
          damaged.merge(segment.number(), 1, Integer::sum);
        }
      }
    }
    return damaged;
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
