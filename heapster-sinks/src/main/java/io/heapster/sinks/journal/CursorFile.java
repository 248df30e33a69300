package io.heapster.sinks.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.sinks.journal.CursorFormat.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursor of one sink on disk. States are written alternately into two slots, so a write that
 * does not come to its end leaves the state before it: the sink gets something twice, never
 * nothing. Thread-safe; no file stays open.
 */
public final class CursorFile {
  private static final Logger log = LoggerFactory.getLogger(CursorFile.class);

  private final Path path;
  private final Disk disk;

  /** Whether the file's name is durable, as far as is known. */
  @GuardedBy("this")
  private boolean named;

  @GuardedBy("this")
  private @Nullable Generation newest;

  @GuardedBy("this")
  private boolean loaded;

  @GuardedBy("this")
  private boolean unreadable;

  CursorFile(Path path, Disk disk) {
    this.path = path;
    this.disk = disk;
  }

  /** What {@link #load} would give, without a word: for those who only look. */
  static Optional<CursorState> peek(Path path) {
    try {
      return CursorFormat.newest(bytes(path)).map(Generation::state);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * The last state stored. Empty when there is none, and when the file cannot be read: then it is
   * logged, {@link #isUnreadable} tells so, and the sink starts at the oldest record on disk.
   */
  public synchronized Optional<CursorState> load() {
    loaded = true;
    try {
      newest = CursorFormat.newest(bytes(path)).orElse(null);
      unreadable = newest == null;
      if (unreadable) {
        log.warn("cursor {}: no intact state in it; its sink starts at the oldest record", path);
      }
    } catch (NoSuchFileException _) {
      newest = null;
      unreadable = false;
    } catch (IOException e) {
      newest = null;
      unreadable = true;
      log.warn("cursor {}: cannot be read; its sink starts at the oldest record", path, e);
    }
    return Optional.ofNullable(newest).map(Generation::state);
  }

  /** Whether the last {@link #load} found a file in which nothing was intact. */
  public synchronized boolean isUnreadable() {
    return unreadable;
  }

  /**
   * Replaces the state. A backlog of more than 4,000 ranges is coarsened: a few records come twice.
   *
   * @throws IOException when it could not be written; the file then holds the state before
   */
  public synchronized void store(CursorState state) throws IOException {
    if (!loaded) {
      load();
    }
    CursorState kept = state.withRangesAtMost(CursorFormat.MAX_RANGES);
    var generation = new Generation(newest == null ? 1 : newest.number() + 1, kept);
    try (Disk.OpenFile file = disk.open(path)) {
      if (newest == null) {
        // Both slots get their blocks at birth, so that a disk that fills up later does not matter.
        write(file, new Generation(0, kept));
      }
      write(file, generation);
      if (newest == null) {
        // Without its cursor a sink would count as new, and begin behind what waits for it.
        force(file);
      }
    }
    newest = generation;
    unreadable = false;
  }

  /** Forces the last state stored to the disk. Without it a power failure brings an older one. */
  public synchronized void sync() throws IOException {
    if (Files.exists(path)) {
      try (Disk.OpenFile file = disk.open(path)) {
        force(file);
      }
    }
  }

  @GuardedBy("this")
  private void force(Disk.OpenFile file) throws IOException {
    file.sync();
    Path directory = path.getParent();
    if (!named && directory != null) {
      disk.syncDirectory(directory);
      named = true;
    }
  }

  private static void write(Disk.OpenFile file, Generation generation) throws IOException {
    byte[] slot = CursorFormat.encode(generation);
    file.write(generation.offset(), slot, 0, slot.length);
  }

  /** No more than a cursor file can hold, whatever stands under its name. */
  private static byte[] bytes(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(2 * CursorFormat.SLOT_BYTES);
    }
  }
}
