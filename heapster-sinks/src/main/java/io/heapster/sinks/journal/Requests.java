package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders handed from the command line to the running daemon, as one small file each. Written under
 * another name first, so that a half one is never taken. One thread takes; anyone may write.
 */
public final class Requests {
  private static final Logger log = LoggerFactory.getLogger(Requests.class);
  private static final String ENDING = ".request";
  private static final String DRAFT = ".tmp";

  private final Path directory;

  /** Carried out, and still there because they could not be deleted. */
  private final Set<Path> done = ConcurrentHashMap.newKeySet();

  /** In the way and told in the log; the directory itself when it cannot be listed. */
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  Requests(Path directory) {
    this.directory = directory;
  }

  /**
   * The orders that wait, in the order in which they were given, and waits for none. An order comes
   * again until {@link PendingOrder#done} is called, also in the next process. Files that make no
   * sense are renamed to {@code .bad} and logged.
   */
  public List<PendingOrder> take() {
    var orders = new ArrayList<PendingOrder>();
    try {
      List<Path> files = files();
      told.retainAll(files);
      done.retainAll(files);
      for (Path file : files) {
        take(file).ifPresent(orders::add);
      }
    } catch (IOException e) {
      if (told.add(directory)) {
        log.warn("requests {}: cannot be listed; tried again", directory, e);
      }
    }
    return orders;
  }

  /** Leaves an order for the daemon. */
  void write(CursorOrder order, Instant now) throws IOException {
    Path draft = newDraft(now);
    try {
      Files.writeString(draft, RequestText.encode(order));
      Files.move(draft, target(draft), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** An empty file whose final name is free; names ascend with time. */
  private Path newDraft(Instant now) throws IOException {
    for (int number = 0; ; number++) {
      String name = "%015d-%03d".formatted(now.toEpochMilli(), number);
      Path draft = directory.resolve(name + ENDING + DRAFT);
      if (Files.exists(draft) || Files.exists(target(draft))) {
        continue;
      }
      try {
        return Files.createFile(draft);
      } catch (FileAlreadyExistsException _) {
        // Another command took the name just now.
      }
    }
  }

  private static Path target(Path draft) {
    String name = draft.getFileName().toString();
    return draft.resolveSibling(name.substring(0, name.length() - DRAFT.length()));
  }

  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + ENDING)) {
      entries.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(null);
    return files;
  }

  private Optional<PendingOrder> take(Path file) {
    if (done.contains(file)) {
      delete(file);
      return Optional.empty();
    }
    try {
      CursorOrder order = RequestText.decode(Files.readString(file));
      return Optional.of(new PendingOrder(order, () -> delete(file)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      refuse(file, e);
    } catch (IOException e) {
      if (told.add(file)) {
        log.warn("request {}: cannot be read; tried again", file, e);
      }
    }
    return Optional.empty();
  }

  /** What cannot be removed would else be done again and again. */
  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      done.remove(file);
    } catch (IOException e) {
      if (done.add(file)) {
        log.warn("request {}: done, and cannot be deleted; delete it before a restart", file, e);
      }
    }
  }

  private void refuse(Path file, Exception cause) {
    Path bad = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, bad, StandardCopyOption.REPLACE_EXISTING);
      log.warn("request {}: {}; not done, renamed to {}", file, cause.getMessage(), bad);
    } catch (IOException e) {
      if (told.add(file)) {
        log.warn("request {}: {}; not done, and not renamed: {}", file, cause, e.toString());
      }
    }
  }
}
