package io.heapster.sinks.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk whose power can be cut: what was not synced by then is lost, kept or torn sector by
 * sector, and so is each name of which the directory was not synced. Until then its files are real
 * ones, which may be read directly. Not thread-safe.
 */
final class LossyDisk implements Disk {
  private static final int SECTOR = 512;

  private final RealDisk real = new RealDisk();
  private final Map<Path, Inode> now = new HashMap<>();
  private final Map<Path, Inode> durable = new HashMap<>();
  private final List<OpenFile> open = new ArrayList<>();
  private boolean isFailing;
  private boolean isCut;

  /** A step that is not on the disk yet; null bytes for a truncation. */
  private record Step(long offset, byte[] bytes) {}

  /** What a file will hold, whatever its name. */
  private static final class Inode {
    byte[] durable = new byte[0];
    final List<Step> unsynced = new ArrayList<>();
  }

  /** The next write stops half-way and fails. */
  void failNextWrite() {
    isFailing = true;
  }

  /** Leaves in place what a machine finds that comes back; nothing can be done by this one then. */
  void cutPower(Random random) throws IOException {
    isCut = true;
    for (OpenFile file : open) {
      file.close();
    }
    var paths = new HashSet<>(now.keySet());
    paths.addAll(durable.keySet());
    // Sorted, so that a seed tells what happens.
    for (Path path : paths.stream().sorted().toList()) {
      Inode inode = random.nextBoolean() ? now.get(path) : durable.get(path);
      Files.deleteIfExists(path);
      if (inode != null) {
        Files.write(path, afterCut(inode, random));
      }
    }
  }

  private static byte[] afterCut(Inode inode, Random random) {
    byte[] bytes = inode.durable.clone();
    int percent = List.of(0, 50, 90, 100).get(random.nextInt(4));
    for (Step step : inode.unsynced) {
      if (step.bytes == null) {
        bytes = random.nextInt(100) < percent ? Arrays.copyOf(bytes, (int) step.offset) : bytes;
        continue;
      }
      for (int at = 0; at < step.bytes.length; ) {
        int count = (int) (SECTOR - (step.offset + at) % SECTOR);
        count = Math.min(count, step.bytes.length - at);
        if (random.nextInt(100) < percent) {
          int end = (int) step.offset + at + count;
          // Sectors before it that were lost read as zeros.
          bytes = bytes.length < end ? Arrays.copyOf(bytes, end) : bytes;
          System.arraycopy(step.bytes, at, bytes, end - count, count);
        }
        at += count;
      }
    }
    return bytes;
  }

  private void checkPower() throws IOException {
    if (isCut) {
      throw new IOException("there is no power");
    }
  }

  @Override
  public OpenFile create(Path path) throws IOException {
    checkPower();
    OpenFile file = real.create(path);
    now.put(path, new Inode());
    return opened(path, file);
  }

  @Override
  public OpenFile open(Path path) throws IOException {
    checkPower();
    if (!Files.exists(path)) {
      return create(path);
    }
    return opened(path, real.open(path));
  }

  private OpenFile opened(Path path, OpenFile file) {
    open.add(file);
    return new LossyFile(now.computeIfAbsent(path, this::found), file);
  }

  /** A file that was there before. */
  private Inode found(Path path) {
    var inode = new Inode();
    try {
      inode.durable = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    durable.put(path, inode);
    return inode;
  }

  @Override
  public void deleteIfExists(Path path) throws IOException {
    checkPower();
    if (Files.exists(path)) {
      now.computeIfAbsent(path, this::found);
      Files.delete(path);
      now.remove(path);
    }
  }

  @Override
  public void move(Path path, Path target) throws IOException {
    checkPower();
    Inode inode = now.computeIfAbsent(path, this::found);
    real.move(path, target);
    now.remove(path);
    now.put(target, inode);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    checkPower();
    durable.keySet().removeIf(path -> directory.equals(path.getParent()));
    now.forEach((path, inode) -> {
      if (directory.equals(path.getParent())) {
        durable.put(path, inode);
      }
    });
  }

  private final class LossyFile implements OpenFile {
    private final Inode inode;
    private final OpenFile file;
    private final List<Step> steps;

    LossyFile(Inode inode, OpenFile file) {
      this.inode = inode;
      this.file = file;
      this.steps = inode.unsynced;
    }

    @Override
    public void write(long offset, byte[] bytes, int from, int count) throws IOException {
      checkPower();
      int done = isFailing ? count / 2 : count;
      file.write(offset, bytes, from, done);
      steps.add(new Step(offset, Arrays.copyOfRange(bytes, from, from + done)));
      if (isFailing) {
        isFailing = false;
        throw new IOException("the disk failed after " + done + " of " + count + " bytes");
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      checkPower();
      file.truncate(length);
      steps.add(new Step(length, null));
    }

    @Override
    public void sync() throws IOException {
      checkPower();
      byte[] bytes = inode.durable;
      for (Step step : steps) {
        int end = (int) step.offset + (step.bytes == null ? 0 : step.bytes.length);
        bytes = step.bytes == null || bytes.length < end ? Arrays.copyOf(bytes, end) : bytes;
        if (step.bytes != null) {
          System.arraycopy(step.bytes, 0, bytes, (int) step.offset, step.bytes.length);
        }
      }
      inode.durable = bytes;
      steps.clear();
    }

    @Override
    public void close() throws IOException {
      open.remove(file);
      file.close();
    }
  }
}
