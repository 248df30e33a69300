package io.heapster.sinks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heapster.core.telemetry.Telemetry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's directory, held by this process alone until it is closed. The operating system gives
 * the lock back when the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

  private final DataLayout layout;
  private final Disk disk;
  private final FileChannel lockChannel;

  /** To be closed. */
  private final List<DeadLetters> deadLetters = new CopyOnWriteArrayList<>();

  private DataDirectory(DataLayout layout, Disk disk, FileChannel lockChannel) {
    this.layout = layout;
    this.disk = disk;
    this.lockChannel = lockChannel;
  }

  /**
   * Creates what is missing, checks that it can be written, and takes the lock.
   *
   * @throws DataDirectoryInUseException when another process (or this one) holds the lock
   * @throws IOException when it cannot be used; the message says where, why and what to do
   */
  public static DataDirectory open(Path path) throws IOException {
    return open(path, new RealDisk());
  }

  static DataDirectory open(Path path, Disk disk) throws IOException {
    var layout = new DataLayout(path);
    try {
      Files.createDirectories(path);
      FileChannel channel = lock(layout);
      try {
        prepare(layout, disk);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return new DataDirectory(layout, disk, channel);
    } catch (DataDirectoryInUseException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "data directory %s cannot be used: %s; give this user write access or choose another one"
              .formatted(path, e),
          e);
    }
  }

  public Path root() {
    return layout.root();
  }

  /** Directory of the segments. */
  public Path journal() {
    return layout.journal();
  }

  /** The cursor of a sink; ask once per sink, and share it. */
  public CursorFile cursor(String sink) {
    return new CursorFile(layout.cursor(sink), disk);
  }

  Disk disk() {
    return disk;
  }

  /** Cursors as they stand, one for each sink whose file can be read. */
  List<CursorState> cursors() throws IOException {
    return layout.sinksWithCursor().stream()
        .flatMap(sink -> CursorFile.peek(layout.cursor(sink)).stream())
        .toList();
  }

  /** Names of the sinks that have a cursor, in order. */
  public List<String> sinks() throws IOException {
    return List.copyOf(layout.sinksWithCursor());
  }

  /**
   * What sinks refused for good. Closed with the directory.
   *
   * @param maxFileBytes of each of the two files per sink
   */
  public DeadLetters deadLetters(long maxFileBytes, Telemetry telemetry) {
    var letters = new DeadLetters(layout, maxFileBytes, telemetry);
    deadLetters.add(letters);
    return letters;
  }

  /** Orders given from outside. */
  public Requests requests() {
    return new Requests(layout.requests());
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    deadLetters.forEach(DeadLetters::close);
    try {
      lockChannel.close();
    } catch (IOException e) {
      log.warn("data directory {}: cannot close its lock", layout.root(), e);
    }
  }

  private static FileChannel lock(DataLayout layout) throws IOException {
    FileChannel channel =
        FileChannel.open(
            layout.lock(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      // Only one byte far behind the holder's id, so that others can read it where locks bind.
      if (tryLock(channel) == null) {
        throw new DataDirectoryInUseException(
            "data directory %s is in use by process %s; stop that one or choose another directory"
                .formatted(layout.root(), holder(channel)));
      }
      tellHolder(channel);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** A service to the reader of an error message, no more; also a full disk does not matter. */
  private static void tellHolder(FileChannel channel) {
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(UTF_8)), 0);
    } catch (IOException e) {
      log.debug("data directory: cannot write the process id into its lock", e);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    int count = channel.read(bytes, 0);
    return count <= 0 ? "(unknown)" : new String(bytes.array(), 0, count, UTF_8);
  }

  private static void prepare(DataLayout layout, Disk disk) throws IOException {
    for (Path directory :
        Set.of(layout.journal(), layout.cursors(), layout.deadLetters(), layout.requests())) {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        throw new IOException(directory + " is not writable");
      }
    }
    disk.syncDirectory(layout.root());
  }
}
