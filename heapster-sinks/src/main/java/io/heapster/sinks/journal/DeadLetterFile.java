package io.heapster.sinks.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of one sink: a file that grows, and the one that was full before it. Not
 * thread-safe. The file is opened for each write, so it may be taken away at any time.
 */
final class DeadLetterFile {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterFile.class);
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final long maxBytes;
  private DeadLetterCounts counts = DeadLetterCounts.NONE;
  private boolean failing;

  DeadLetterFile(Path path, long maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  DeadLetterCounts counts() {
    return counts;
  }

  /** Adds the letters; those from the first that cannot be written on are counted as failed. */
  void add(List<DeadLetter> letters) {
    long wanted = counts.kept() + letters.size();
    try {
      int done = 0;
      while (done < letters.size()) {
        done += write(letters.subList(done, letters.size()));
      }
      failing = false;
    } catch (IOException e) {
      count(0, 0, wanted - counts.kept());
      if (!failing) {
        log.warn("dead letters {}: cannot write; rows are only counted until it works", path, e);
      }
      failing = true;
    }
  }

  /** Lines in both files. */
  static long lines(Path path) throws IOException {
    return lineEnds(path) + lineEnds(DataLayout.older(path));
  }

  /** Writes as many as fit into the file, at least one; how many that were. */
  private int write(List<DeadLetter> letters) throws IOException {
    byte[] first = line(letters.getFirst());
    if (Files.exists(path) && Files.size(path) + first.length > maxBytes) {
      rotate();
    }
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      endTornLine(file);
      append(file, first);
      int done = 1;
      while (done < letters.size()) {
        byte[] line = line(letters.get(done));
        if (file.length() + line.length > maxBytes) {
          return done;
        }
        append(file, line);
        done++;
      }
      return done;
    }
  }

  private byte[] line(DeadLetter letter) {
    byte[] line = DeadLetterLine.encode(letter);
    return line.length <= maxBytes ? line : DeadLetterLine.encodeWithoutRow(letter);
  }

  private void rotate() throws IOException {
    Path older = DataLayout.older(path);
    long evicted = lineEnds(older);
    Files.move(path, older, StandardCopyOption.REPLACE_EXISTING);
    count(0, evicted, 0);
  }

  private void append(RandomAccessFile file, byte[] line) throws IOException {
    long length = file.length();
    try {
      file.seek(length);
      file.write(line);
    } catch (IOException e) {
      file.setLength(length);
      throw e;
    }
    count(1, 0, 0);
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

  private void count(long kept, long evicted, long failed) {
    counts =
        new DeadLetterCounts(
            counts.kept() + kept, counts.evicted() + evicted, counts.failed() + failed);
  }

  private static long lineEnds(Path path) throws IOException {
    if (Files.notExists(path)) {
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
