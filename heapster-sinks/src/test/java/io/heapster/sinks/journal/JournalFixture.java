package io.heapster.sinks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sinks.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A data directory with a journal, and records whose content their sequence tells. */
final class JournalFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final Path root;
  final ManualTime time = new ManualTime(START);
  final DataDirectory directory;
  final JournalConfig config;
  Journal journal;

  JournalFixture(Path root, JournalConfig config) throws IOException {
    this.root = root;
    this.config = config;
    this.directory = DataDirectory.open(root);
    this.journal = Journal.open(directory, config, time);
  }

  JournalFixture(Path root) throws IOException {
    this(root, JournalConfig.defaults(root));
  }

  /** Bounds by bytes, for ever, and delivered ones go at once. */
  static JournalConfig bounded(Path root, long maxBytes, long segmentBytes) {
    return new JournalConfig(
        root, Fsync.NEVER, maxBytes, Duration.ofDays(10_000), Duration.ZERO, segmentBytes);
  }

  /** As another process would find it. */
  void reopen() throws IOException {
    journal.close();
    journal = Journal.open(directory, config, time);
  }

  /** Records one minute apart, the first at {@link #START}. */
  void append(long from, long to) throws IOException {
    for (long sequence = from; sequence < to; sequence++) {
      journal.append(sequence, timestamp(sequence), payload(sequence));
    }
  }

  static Instant timestamp(long sequence) {
    return START.plus(Duration.ofMinutes(sequence));
  }

  static ByteBuffer payload(long sequence) {
    return ByteBuffer.wrap(("payload of record " + sequence).getBytes(UTF_8));
  }

  /** Bytes that nothing compresses or repeats. */
  static ByteBuffer payload(long sequence, int bytes) {
    var payload = new byte[bytes];
    new Random(sequence).nextBytes(payload);
    return ByteBuffer.wrap(payload);
  }

  void assertFound(long from, long to) throws IOException {
    for (long sequence = from; sequence < to; sequence++) {
      assertThat(journal.read(sequence))
          .isEqualTo(new ReadResult.Found(timestamp(sequence), payload(sequence)));
    }
  }

  /** What can be read of the sequences below an end. */
  Map<Long, ByteBuffer> readable(long end) throws IOException {
    var payloads = new TreeMap<Long, ByteBuffer>();
    for (long sequence = 0; sequence < end; sequence++) {
      if (journal.read(sequence) instanceof ReadResult.Found found) {
        payloads.put(sequence, found.payload());
      }
    }
    return payloads;
  }

  List<Path> segmentFiles() {
    return files(directory.journal(), "*.seg");
  }

  static List<Path> files(Path directory, String glob) {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
      entries.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  @Override
  public void close() {
    journal.close();
    directory.close();
  }
}
