package io.heapster.sinks.journal;

import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an operator may ask of a data directory, from another process than the daemon's. Looking
 * changes nothing. Orders are carried out at once while no daemon runs, and handed to it else.
 *
 * <p>Answers are lines for people. A name or time that makes no sense gives an {@link
 * IllegalArgumentException} whose message is for people, too.
 */
public final class JournalAdministration {
  private final DataLayout layout;
  private final TimeSource time;

  public JournalAdministration(Path dataDirectory, TimeSource time) {
    this.layout = new DataLayout(dataDirectory);
    this.time = time;
  }

  /** Segments, cursors and dead letters. Records are damaged here when their headers are. */
  public List<String> list() throws IOException {
    checkDirectory();
    JournalSnapshot journal = JournalSnapshot.take(layout.journal());
    return new JournalReport(layout, journal, journal.damaged(), time.now()).lines();
  }

  /** The same after reading every byte: records are also damaged when their payloads are. */
  public List<String> verify() throws IOException {
    checkDirectory();
    JournalSnapshot journal = JournalSnapshot.take(layout.journal());
    return new JournalReport(layout, journal, journal.verified(), time.now()).lines();
  }

  /**
   * Has the records of a span delivered to a sink again.
   *
   * @param from oldest timestamp, inclusive
   * @param to exclusive
   */
  public List<String> replay(String sink, Instant from, Instant to) throws IOException {
    var order = new CursorOrder.Replay(sink, from, to);
    checkSink(sink, layout.sinksWithCursor());
    JournalIndex index = JournalSnapshot.take(layout.journal()).index();
    if (index.between(from, to).isEmpty()) {
      throw new IllegalArgumentException(
          "no record from %s to %s is on disk; %s".formatted(from, to, span(index)));
    }
    return carryOut(order);
  }

  /** Gives up what waits for a sink and is older than an instant. */
  public List<String> dropBefore(String sink, Instant before) throws IOException {
    checkSink(sink, layout.sinksWithCursor());
    return carryOut(new CursorOrder.DropBefore(sink, before));
  }

  /** Gives up everything that waits for a sink. */
  public List<String> dropAll(String sink) throws IOException {
    checkSink(sink, layout.sinksWithCursor());
    return carryOut(new CursorOrder.DropAll(sink));
  }

  /** Deletes the dead letters of a sink, also while a daemon runs. */
  public List<String> dropDeadLetters(String sink) throws IOException {
    checkSink(sink, layout.sinksWithDeadLetters());
    Path path = layout.deadLetters(sink);
    long rows = DeadLetterFile.lines(path);
    Files.deleteIfExists(DataLayout.older(path));
    Files.deleteIfExists(path);
    return List.of("sink %s: %d dead letters deleted".formatted(sink, rows));
  }

  private List<String> carryOut(CursorOrder order) throws IOException {
    try (DataDirectory directory = DataDirectory.open(layout.root())) {
      return carryOut(order, directory.cursor(order.sink()));
    } catch (DataDirectoryInUseException _) {
      new Requests(layout.requests()).write(order, time.now());
      return List.of(
          "sink %s: handed to the running daemon, which says in its log what came of it"
              .formatted(order.sink()));
    }
  }

  private List<String> carryOut(CursorOrder order, CursorFile cursor) throws IOException {
    JournalIndex index = JournalSnapshot.take(layout.journal()).index();
    Optional<CursorState> state = cursor.load();
    // As the sink itself would start without a readable cursor.
    CursorState start = state.orElseGet(() -> CursorState.startAt(index.oldest().orElse(0)));
    CursorOrder.Applied applied = index.apply(order, start);
    cursor.store(applied.state());
    cursor.sync();
    return List.of(
        switch (order) {
          case CursorOrder.Replay _ ->
              "sink %s: %d more records will be delivered again when the daemon runs"
                  .formatted(order.sink(), applied.again());
          case CursorOrder.DropBefore _, CursorOrder.DropAll _ ->
              "sink %s: %d records given up".formatted(order.sink(), applied.dropped());
        });
  }

  private static String span(JournalIndex index) {
    Optional<Instant> oldest = index.timestampFrom(0);
    Optional<Instant> newest = index.timestampFrom(Math.max(0, index.nextSequence() - 1));
    return oldest.isEmpty()
        ? "the journal is empty"
        : "the journal has %s to %s".formatted(oldest.get(), newest.orElse(oldest.get()));
  }

  private void checkSink(String sink, SortedSet<String> known) throws IOException {
    checkDirectory();
    if (!known.contains(sink)) {
      String names = known.isEmpty() ? "there is none" : "there are " + String.join(", ", known);
      throw new IllegalArgumentException("no sink " + sink + " in " + layout.root() + "; " + names);
    }
  }

  private void checkDirectory() throws IOException {
    if (!Files.isDirectory(layout.root())) {
      throw new IllegalArgumentException(
          layout.root() + " is no data directory; name the one that the daemon is given");
    }
  }
}
