package io.heapster.sinks.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The operating system's files. Plain ones and not channels on purpose: a channel is closed for
 * good when the thread that uses it is interrupted, which is how sinks are stopped.
 */
final class RealDisk implements Disk {

  @Override
  public OpenFile create(Path path) throws IOException {
    Files.createFile(path);
    try {
      return open(path);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public OpenFile open(Path path) throws IOException {
    return new PlainFile(new RandomAccessFile(path.toFile(), "rw"));
  }

  @Override
  public void deleteIfExists(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void move(Path path, Path target) throws IOException {
    Files.move(path, target);
  }

  /** The only channel here, and its own, so an interrupt is put off. */
  @Override
  public void syncDirectory(Path directory) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record PlainFile(RandomAccessFile file) implements OpenFile {
    @Override
    public void write(long offset, byte[] bytes, int from, int count) throws IOException {
      file.seek(offset);
      file.write(bytes, from, count);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.setLength(length);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
