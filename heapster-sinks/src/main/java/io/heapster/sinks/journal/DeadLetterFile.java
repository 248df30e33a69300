package io.heapster.sinks.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of one sink: a file that grows and stays open, and the one that was full before
 * it. Either may be taken away at any time. Thread-safe.
 */
final class DeadLetterFile {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterFile.class);
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final long maxBytes;
  private final DeadLetterCounters counters;

  @GuardedBy("this")
  private @Nullable RandomAccessFile file;

  @GuardedBy("this")
  private long length;

  /** In the two files; read once and counted from there on, for rotation must not wait for that. */
  @GuardedBy("this")
  private long lines;

  @GuardedBy("this")
  private long olderLines;

  @GuardedBy("this")
  private boolean counted;

  @GuardedBy("this")
  private boolean failing;

  @GuardedBy("this")
  private boolean closed;

  DeadLetterFile(Path path, long maxBytes, DeadLetterCounters counters) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.counters = counters;
  }

  /** Writes a letter, or counts it as failed. */
  synchronized void add(DeadLetter letter) {
    try {
      write(letter);
      counters.kept().inc();
      failing = false;
    } catch (IOException e) {
      counters.failed().inc();
      closeFile();
      if (!failing) {
        log.warn("dead letters {}: cannot write; rows are only counted until it works", path, e);
      }
      failing = true;
    }
  }

  /** Looks at what earlier processes left; once. */
  synchronized void count() {
    if (counted) {
      return;
    }
    counted = true;
    try {
      lines = lineEnds(path);
      olderLines = lineEnds(DataLayout.older(path));
    } catch (IOException e) {
      log.warn("dead letters {}: cannot be counted; evicted ones will be told too low", path, e);
    }
  }

  synchronized void close() {
    closed = true;
    closeFile();
  }

  /** Lines in both files. */
  static long lines(Path path) throws IOException {
    return lineEnds(path) + lineEnds(DataLayout.older(path));
  }

  @GuardedBy("this")
  private void write(DeadLetter letter) throws IOException {
    if (closed) {
      throw new IOException("the data directory is closed");
    }
    count();
    byte[] line = line(letter);
    RandomAccessFile target = open();
    if (length > 0 && length + line.length > maxBytes) {
      rotate();
      target = open();
    }
    try {
      target.write(line);
    } catch (IOException e) {
      target.setLength(length);
      throw e;
    }
    length += line.length;
    lines++;
  }

  private byte[] line(DeadLetter letter) {
    byte[] line = DeadLetterLine.encode(letter);
    return line.length <= maxBytes ? line : DeadLetterLine.encodeWithoutRow(letter);
  }

  /** The file with its position at the end. */
  @GuardedBy("this")
  private RandomAccessFile open() throws IOException {
    if (Files.notExists(path)) {
      // An operator deleted it.
      closeFile();
      lines = 0;
    }
    if (file == null) {
      var opened = new RandomAccessFile(path.toFile(), "rw");
      file = opened;
      endTornLine(opened);
      length = opened.length();
    }
    return file;
  }

  @GuardedBy("this")
  private void rotate() throws IOException {
    Path older = DataLayout.older(path);
    long evicted = Files.exists(older) ? olderLines : 0;
    closeFile();
    Files.move(path, older, StandardCopyOption.REPLACE_EXISTING);
    counters.evicted().inc(evicted);
    olderLines = lines;
    lines = 0;
  }

  @GuardedBy("this")
  private void closeFile() {
    try (RandomAccessFile _ = file) {
      file = null;
    } catch (IOException e) {
      log.debug("dead letters {}: cannot be closed", path, e);
    }
  }

  /** A process that was killed may have left half a line. */
  private static void endTornLine(RandomAccessFile file) throws IOException {
    long length = file.length();
    if (length == 0) {
      return;
    }
    file.seek(length - 1);
    if (file.read() != '\n') {
      file.seek(length);
      file.write('\n');
    }
  }

  private static long lineEnds(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return 0;
    }
    long lines = 0;
    var chunk = new byte[CHUNK];
    try (var in = Files.newInputStream(path)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        for (int i = 0; i < count; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }
}
