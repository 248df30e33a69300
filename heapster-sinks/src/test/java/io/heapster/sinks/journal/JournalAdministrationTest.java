package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve records, a minute apart, three to a segment; the sink log got all but 4 and the last. */
final class JournalAdministrationTest {
  private static final CursorState CURSOR = new CursorState(11, List.of(new SequenceRange(4, 5)));

  @TempDir private Path root;
  private JournalFixture daemon;
  private JournalAdministration administration;

  @BeforeEach
  void fill() throws Exception {
    daemon = new JournalFixture(root, JournalFixture.bounded(root, 1 << 20, 200));
    daemon.append(0, 12);
    daemon.directory.cursor("log").store(CURSOR);
    daemon.directory.cursor("kafka").store(CursorState.startAt(12));
    daemon.time.set(timestamp(12));
    administration = new JournalAdministration(root, daemon.time);
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  private CursorState cursor() {
    return daemon.directory.cursor("log").load().orElseThrow();
  }

  private static Map<String, Long> contents(Path directory) throws Exception {
    var contents = new HashMap<String, Long>();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return contents;
  }

  @Test
  void list_besideARunningDaemon_tellsEverythingAndChangesNothing() throws Exception {
    daemon
        .directory
        .deadLetters(1 << 20, new Telemetry(new MetricRegistry()))
        .add(new DeadLetter(START, START, "kafka", "no", "row".getBytes(UTF_8)));
    Files.writeString(root.resolve("journal").resolve(SegmentFiles.name(99)), "x".repeat(99));
    Files.writeString(root.resolve("cursors/torn.cursor"), "what?");
    Map<String, Long> before = contents(root);

    List<String> lines = administration.list();

    assertThat(contents(root)).isEqualTo(before);
    assertThat(lines.getFirst()).endsWith("journal: 5 segments, 12 records, 809 bytes");
    assertThat(String.join("\n", lines).replaceAll(" +", " "))
        .contains(
            "00000000000000000003.seg 3 177 2026-01-01T00:03:00Z 2026-01-01T00:05:00Z 0\n",
            "00000000000000000099.seg - 99 - - unreadable: it is no journal segment\n",
            "\nkafka 0 0 - -\n",
            "\nlog 2 103 8m0s 4\n",
            "\ntorn ? ? ? unreadable; starts at the oldest record on disk\n",
            "\nkafka 1");
  }

  @Test
  void list_damagedRecord_isCounted() throws Exception {
    Path segment = daemon.segmentFiles().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[SegmentFormat.FILE_HEADER_BYTES] = 0;
    Files.write(segment, bytes);

    assertThat(administration.list().get(2)).startsWith("00000000000000000000.seg").endsWith(" 1");
  }

  @Test
  void verify_damagedPayload_isCountedAndNotByListing() throws Exception {
    Path segment = daemon.segmentFiles().getFirst();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1] ^= 1;
    Files.write(segment, bytes);

    assertThat(administration.list().get(2)).startsWith("00000000000000000000.seg").endsWith(" 0");
    assertThat(administration.verify().get(2))
        .startsWith("00000000000000000000.seg")
        .endsWith(" 1");
    assertThat(administration.verify().get(3)).endsWith(" 0");
  }

  @Test
  void list_noDataDirectory_saysSo() {
    var nowhere = new JournalAdministration(root.resolve("nowhere"), daemon.time);

    assertThatThrownBy(nowhere::list).hasMessageContaining("nowhere is no data directory");
  }

  @Test
  void replay_noDaemon_isDoneAtOnce() throws Exception {
    daemon.close();

    assertThat(administration.replay("log", timestamp(2), timestamp(7)))
        .containsExactly("sink log: 4 more records will be delivered again when the daemon runs");

    assertThat(cursor()).isEqualTo(new CursorState(11, List.of(new SequenceRange(2, 7))));
  }

  @Test
  void dropBefore_noDaemon_isDoneAtOnce() throws Exception {
    daemon.close();

    assertThat(administration.dropBefore("log", timestamp(10)))
        .containsExactly("sink log: 1 records given up");

    assertThat(cursor()).isEqualTo(CursorState.startAt(11));
  }

  @Test
  void dropBefore_clockWasSetBack_keepsTheNewerOnesThatStandBefore() throws Exception {
    daemon.directory.cursor("log").store(CursorState.startAt(0));
    // Two more, of the third minute.
    daemon.journal.append(12, timestamp(2), payload(12));
    daemon.journal.append(13, timestamp(3), payload(13));
    daemon.close();

    assertThat(administration.dropBefore("log", timestamp(3)))
        .containsExactly("sink log: 4 records given up");

    assertThat(cursor()).isEqualTo(new CursorState(13, List.of(new SequenceRange(3, 12))));
  }

  @Test
  void dropAll_noDaemon_isDoneAtOnce() throws Exception {
    daemon.close();

    assertThat(administration.dropAll("log")).containsExactly("sink log: 2 records given up");

    assertThat(cursor()).isEqualTo(CursorState.startAt(12));
  }

  @Test
  void orders_daemonRuns_areHandedOverInOrderAndOnce() throws Exception {
    assertThat(administration.replay("log", timestamp(2), timestamp(7)))
        .containsExactly(
            "sink log: handed to the running daemon, which says in its log what came of it");
    administration.dropBefore("log", timestamp(5));
    administration.dropAll("kafka");
    assertThat(cursor()).isEqualTo(CURSOR);

    Requests requests = daemon.directory.requests();
    List<PendingOrder> taken = requests.take();
    List<CursorOrder> orders = taken.stream().map(PendingOrder::order).toList();

    assertThat(orders)
        .containsExactly(
            new CursorOrder.Replay("log", timestamp(2), timestamp(7)),
            new CursorOrder.DropBefore("log", timestamp(5)),
            new CursorOrder.DropAll("kafka"));
    taken.forEach(PendingOrder::done);
    assertThat(requests.take()).isEmpty();
    CursorOrder.Applied replayed = daemon.journal.apply(orders.get(0), CURSOR);
    assertThat(replayed.again()).isEqualTo(4);
    CursorOrder.Applied dropped = daemon.journal.apply(orders.get(1), replayed.state());
    assertThat(dropped.dropped()).isEqualTo(3);
    assertThat(dropped.state()).isEqualTo(new CursorState(11, List.of(new SequenceRange(5, 7))));
  }

  @Test
  void orders_unknownSink_areRefusedNamingTheOnesThereAre() {
    assertThatThrownBy(() -> administration.dropAll("influx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sink influx in " + root + "; there are kafka, log");
    assertThatThrownBy(() -> administration.replay("influx", START, START.plusSeconds(1)))
        .hasMessageContaining("there are kafka, log");
    assertThatThrownBy(() -> administration.dropDeadLetters("log"))
        .hasMessage("no sink log in " + root + "; there is none");
  }

  @Test
  void replay_spanWithoutRecords_tellsTheSpanThereIs() {
    Instant later = START.plus(Duration.ofDays(1));
    assertThatThrownBy(() -> administration.replay("log", later, later.plusSeconds(1)))
        .hasMessageContaining("the journal has 2026-01-01T00:00:00Z to 2026-01-01T00:11:00Z");
    assertThatThrownBy(() -> administration.replay("log", later, START))
        .hasMessageContaining("the end must be later than the start");
  }

  @Test
  void dropDeadLetters_daemonRuns_deletesThemAndNewOnesAreKept() throws Exception {
    DeadLetters letters = daemon.directory.deadLetters(300, new Telemetry(new MetricRegistry()));
    var letter = new DeadLetter(START, START, "log", "no", "row".getBytes(UTF_8));
    List.of(letter, letter, letter).forEach(letters::add);

    assertThat(administration.dropDeadLetters("log"))
        .containsExactly("sink log: 3 dead letters deleted");
    letters.add(letter);

    assertThat(DeadLetterFile.lines(new DataLayout(root).deadLetters("log"))).isEqualTo(1);
  }

  @Test
  void take_requestsThatMakeNoSense_areRenamedAndTheOthersTaken() throws Exception {
    Path requests = root.resolve("requests");
    for (String text :
        List.of(
            "",
            "order=replay\nsink=log\nfrom=yesterday\nto=today",
            "order=explode\nsink=log",
            "order=drop\nsink=log\nbefore=2026-01-01T00:00:00Z\nloud=yes",
            "order=drop",
            "order=drop\norder=drop\nsink=log",
            "gibberish")) {
      Files.writeString(requests.resolve("bad" + text.hashCode() + ".request"), text);
    }
    Files.write(requests.resolve("binary.request"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Files.writeString(requests.resolve("half.request.tmp"), "order=dr");
    administration.dropAll("log");

    List<PendingOrder> taken = daemon.directory.requests().take();
    assertThat(taken)
        .extracting(PendingOrder::order)
        .containsExactly(new CursorOrder.DropAll("log"));
    taken.forEach(PendingOrder::done);

    assertThat(JournalFixture.files(requests, "*.bad")).hasSize(8);
    assertThat(JournalFixture.files(requests, "*.request")).isEmpty();
  }

  @Test
  void take_killedBeforeDone_theOrderComesAgain() throws Exception {
    administration.dropAll("log");
    assertThat(daemon.directory.requests().take()).hasSize(1);

    List<PendingOrder> afterRestart = daemon.directory.requests().take();

    assertThat(afterRestart)
        .extracting(PendingOrder::order)
        .containsExactly(new CursorOrder.DropAll("log"));
    afterRestart.getFirst().done();
    afterRestart.getFirst().done();
    assertThat(daemon.directory.requests().take()).isEmpty();
  }

  @Test
  void done_fileCannotBeDeleted_isNotTakenTwiceByThisProcess() throws Exception {
    administration.dropAll("log");
    Requests requests = daemon.directory.requests();
    PendingOrder order = requests.take().getFirst();
    Path file = JournalFixture.files(root.resolve("requests"), "*.request").getFirst();
    Files.delete(file);
    // A directory that is not empty is what nobody can delete.
    Path inside = Files.createDirectories(file.resolve("inside"));

    order.done();
    assertThat(requests.take()).isEmpty();

    Files.delete(inside);
    assertThat(requests.take()).isEmpty();
    assertThat(file).doesNotExist();
  }
}
