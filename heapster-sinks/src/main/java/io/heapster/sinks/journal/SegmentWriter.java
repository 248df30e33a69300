package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment that grows. Not thread-safe. */
final class SegmentWriter {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  /** Bytes copied at a time out of a payload that has no array. */
  private static final int CHUNK = 1 << 16;

  private final Disk disk;
  private final Path directory;
  private final Segment segment;
  private final Fsync fsync;
  private final Disk.OpenFile file;

  /** Up to the end of the last record that is whole. */
  private long length = SegmentFormat.FILE_HEADER_BYTES;

  /** Whether the file's name is durable. */
  private boolean named;

  private boolean dirty;
  private boolean sound = true;

  private SegmentWriter(
      Disk disk, Path directory, Segment segment, Fsync fsync, Disk.OpenFile file) {
    this.disk = disk;
    this.directory = directory;
    this.segment = segment;
    this.fsync = fsync;
    this.file = file;
  }

  /**
   * Creates the file and writes its header; leaves nothing behind when it cannot.
   *
   * @param sequence of the first record
   */
  static SegmentWriter create(
      Disk disk, Path directory, long sequence, Fsync fsync, Instant created) throws IOException {
    Path path = directory.resolve(SegmentFiles.name(sequence));
    Disk.OpenFile file = disk.create(path);
    try {
      byte[] header = SegmentFormat.fileHeader(created);
      file.write(0, header, 0, header.length);
    } catch (IOException e) {
      closeQuietly(file, path);
      disk.deleteIfExists(path);
      throw e;
    }
    var segment = new Segment(path, sequence, SegmentFormat.FILE_HEADER_BYTES);
    return new SegmentWriter(disk, directory, segment, fsync, file);
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
      byte[] head = SegmentFormat.recordHeader(header);
      file.write(offset, head, 0, head.length);
      write(offset + head.length, payload);
      if (fsync == Fsync.BATCH) {
        force();
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
    dirty = false;
    try {
      force();
    } catch (IOException e) {
      // What the system could not write it may have forgotten: a second try would prove nothing.
      sound = false;
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
        disk.deleteIfExists(segment.path());
      } catch (IOException e) {
        log.warn("journal: cannot delete {}, which holds no record", segment.path(), e);
      }
    }
  }

  /** The content, and at the first time the name: a file that nobody finds keeps nothing. */
  private void force() throws IOException {
    file.sync();
    if (!named) {
      disk.syncDirectory(directory);
      named = true;
    }
  }

  private void rollBack(IOException failure) {
    try {
      file.truncate(length);
    } catch (IOException e) {
      // The half record stays as a torn tail, which readers know; nothing may follow it.
      sound = false;
      failure.addSuppressed(e);
    }
  }

  private void write(long offset, ByteBuffer payload) throws IOException {
    var rest = payload.duplicate();
    if (rest.hasArray()) {
      int from = rest.arrayOffset() + rest.position();
      file.write(offset, rest.array(), from, rest.remaining());
      return;
    }
    var chunk = new byte[Math.min(CHUNK, rest.remaining())];
    long at = offset;
    while (rest.hasRemaining()) {
      int count = Math.min(chunk.length, rest.remaining());
      rest.get(chunk, 0, count);
      file.write(at, chunk, 0, count);
      at += count;
    }
  }

  private static void closeQuietly(Disk.OpenFile file, Path path) {
    try {
      file.close();
    } catch (IOException e) {
      log.debug("journal: cannot close {}", path, e);
    }
  }
}
