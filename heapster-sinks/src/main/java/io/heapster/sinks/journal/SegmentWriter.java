package io.heapster.sinks.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that grows. Not thread-safe. A plain file and not a channel on purpose: a channel is
 * closed for good when the thread that uses it is interrupted, which is how sinks are stopped.
 */
final class SegmentWriter {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  /** Bytes copied at a time out of a payload that has no array. */
  private static final int CHUNK = 1 << 16;

  private final Segment segment;
  private final Fsync fsync;
  private final RandomAccessFile file;

  /** Up to the end of the last record that is whole. */
  private long length;

  private boolean dirty;
  private boolean sound = true;

  private SegmentWriter(Segment segment, Fsync fsync, RandomAccessFile file) {
    this.segment = segment;
    this.fsync = fsync;
    this.file = file;
    this.length = SegmentFormat.FILE_HEADER_BYTES;
  }

  /**
   * Creates the file and writes its header; leaves nothing behind when it cannot.
   *
   * @param sequence of the first record
   */
  static SegmentWriter create(Path directory, long sequence, Fsync fsync, Instant created)
      throws IOException {
    Path path = directory.resolve(SegmentFiles.name(sequence));
    Files.createFile(path);
    try {
      var file = new RandomAccessFile(path.toFile(), "rw");
      try {
        file.write(SegmentFormat.fileHeader(created));
        if (fsync == Fsync.BATCH) {
          syncDirectory(directory);
        }
      } catch (IOException e) {
        closeQuietly(file, path);
        throw e;
      }
      var segment = new Segment(path, sequence, SegmentFormat.FILE_HEADER_BYTES);
      return new SegmentWriter(segment, fsync, file);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  Segment segment() {
    return segment;
  }

  long length() {
    return length;
  }

  /** Whether more can be appended. */
  boolean isSound() {
    return sound;
  }

  /**
   * Writes a record behind the last one; on failure the file ends behind the last one again.
   *
   * @return the offset of the record
   */
  long append(RecordHeader header, ByteBuffer payload) throws IOException {
    long offset = length;
    try {
      file.seek(offset);
      file.write(SegmentFormat.recordHeader(header));
      write(payload);
      if (fsync == Fsync.BATCH) {
        file.getFD().sync();
      }
    } catch (IOException e) {
      rollBack(e);
      throw e;
    }
    dirty = fsync == Fsync.EVERY_SECOND;
    length = offset + header.recordBytes();
    return offset;
  }

  /** Forces what was appended to the disk, when the policy wants that and anything is new. */
  void sync() throws IOException {
    if (!dirty) {
      return;
    }
    try {
      file.getFD().sync();
      dirty = false;
    } catch (IOException e) {
      // What the system could not write it may have forgotten: a second try would prove nothing.
      sound = false;
      dirty = false;
      throw e;
    }
  }

  /** Syncs and closes; a file without any record is deleted. */
  void close() {
    try (file) {
      sync();
    } catch (IOException e) {
      log.warn("journal: {} was not synced when it was closed", segment.path(), e);
    }
    if (segment.extent().records() == 0) {
      try {
        Files.deleteIfExists(segment.path());
      } catch (IOException e) {
        log.warn("journal: cannot delete {}, which holds no record", segment.path(), e);
      }
    }
  }

  private void rollBack(IOException failure) {
    try {
      file.setLength(length);
    } catch (IOException e) {
      // The half record stays as a torn tail, which readers know; nothing may follow it.
      sound = false;
      failure.addSuppressed(e);
    }
  }

  private void write(ByteBuffer payload) throws IOException {
    var rest = payload.duplicate();
    if (rest.hasArray()) {
      file.write(rest.array(), rest.arrayOffset() + rest.position(), rest.remaining());
      return;
    }
    var chunk = new byte[Math.min(CHUNK, rest.remaining())];
    while (rest.hasRemaining()) {
      int count = Math.min(chunk.length, rest.remaining());
      rest.get(chunk, 0, count);
      file.write(chunk, 0, count);
    }
  }

  /** Makes the new name durable. The only channel here, and its own, so an interrupt is put off. */
  private static void syncDirectory(Path directory) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void closeQuietly(RandomAccessFile file, Path path) {
    try {
      file.close();
    } catch (IOException e) {
      log.debug("journal: cannot close {}", path, e);
    }
  }
}
