package io.heapster.sinks.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data directory as lines for people. */
final class JournalReport {
  /** Backlog ranges that are spelled out; more are only counted. */
  private static final int RANGES_SHOWN = 5;

  private static final String SEGMENT = "%-26s %8s %12s  %-20s  %-20s %s";
  private static final String CURSOR = "%-20s %8s %12s  %-12s %s";

  private final DataLayout layout;
  private final JournalSnapshot journal;
  private final Map<Long, Integer> damaged;
  private final Instant now;

  /**
   * @param damaged records by the numbers of their segments
   */
  JournalReport(
      DataLayout layout, JournalSnapshot journal, Map<Long, Integer> damaged, Instant now) {
    this.layout = layout;
    this.journal = journal;
    this.damaged = Map.copyOf(damaged);
    this.now = now;
  }

  List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    segments(lines);
    lines.add("");
    cursors(lines);
    lines.add("");
    deadLetters(lines);
    lines.replaceAll(String::stripTrailing);
    return lines;
  }

  private void segments(List<String> lines) {
    long bytes = 0;
    long records = 0;
    var rows = new ArrayList<String>();
    for (SegmentScan segment : journal.segments()) {
      bytes += segment.bytes();
      records += segment.isUnreadable() ? 0 : segment.records().size();
      rows.add(segment(segment));
    }
    lines.add(
        "journal %s: %d segments, %d records, %d bytes"
            .formatted(layout.journal(), rows.size(), records, bytes));
    lines.add(SEGMENT.formatted("SEGMENT", "RECORDS", "BYTES", "FROM", "TO", "DAMAGED"));
    lines.addAll(rows);
  }

  private String segment(SegmentScan segment) {
    String name = segment.path().getFileName().toString();
    if (segment.isUnreadable()) {
      return SEGMENT.formatted(
          name, "-", segment.bytes(), "-", "-", "unreadable: " + segment.unreadable());
    }
    Optional<Instant> oldest =
        segment.records().stream().map(JournalReport::time).min(Instant::compareTo);
    Optional<Instant> newest =
        segment.records().stream().map(JournalReport::time).max(Instant::compareTo);
    return SEGMENT.formatted(
        name,
        segment.records().size(),
        segment.bytes(),
        oldest.map(Instant::toString).orElse("-"),
        newest.map(Instant::toString).orElse("-"),
        damaged.getOrDefault(segment.number(), 0));
  }

  private static Instant time(SegmentScan.Entry entry) {
    return entry.header().timestamp();
  }

  private void cursors(List<String> lines) throws IOException {
    lines.add(CURSOR.formatted("SINK", "WAITING", "BYTES", "OLDEST", "BACKLOG"));
    for (String sink : layout.sinksWithCursor()) {
      Optional<CursorState> state = CursorFile.peek(layout.cursor(sink));
      lines.add(
          state.isPresent()
              ? cursor(sink, state.get())
              : CURSOR.formatted(
                  sink, "?", "?", "?", "unreadable; starts at the oldest record on disk"));
    }
  }

  private String cursor(String sink, CursorState state) {
    JournalIndex index = journal.index();
    long waiting = 0;
    long bytes = 0;
    for (SequenceRange range : state.pending(index.nextSequence())) {
      waiting += index.recordsBetween(range.from(), range.to());
      bytes += index.bytesBetween(range.from(), range.to());
    }
    String age =
        state.pending(index.nextSequence()).stream()
            .flatMap(range -> index.timestampIn(range).stream())
            .findFirst()
            .map(oldest -> age(Duration.between(oldest, now)))
            .orElse("-");
    return CURSOR.formatted(sink, waiting, bytes, age, backlog(state.backlog()));
  }

  private static String backlog(List<SequenceRange> ranges) {
    if (ranges.isEmpty()) {
      return "-";
    }
    var text = new StringBuilder();
    for (SequenceRange range : ranges.subList(0, Math.min(RANGES_SHOWN, ranges.size()))) {
      text.append(text.isEmpty() ? "" : ", ").append(range);
    }
    int more = ranges.size() - RANGES_SHOWN;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  private void deadLetters(List<String> lines) throws IOException {
    lines.add("%-20s %8s".formatted("SINK", "DEAD LETTERS"));
    for (String sink : layout.sinksWithDeadLetters()) {
      lines.add("%-20s %8d".formatted(sink, DeadLetterFile.lines(layout.deadLetters(sink))));
    }
  }

  private static String age(Duration age) {
    Duration seconds = Duration.ofSeconds(Math.max(0, age.toSeconds()));
    if (seconds.toDays() > 0) {
      return seconds.toDays() + "d" + seconds.toHoursPart() + "h";
    }
    if (seconds.toHours() > 0) {
      return seconds.toHours() + "h" + seconds.toMinutesPart() + "m";
    }
    return seconds.toMinutes() > 0
        ? seconds.toMinutes() + "m" + seconds.toSecondsPart() + "s"
        : seconds.toSeconds() + "s";
  }
}
