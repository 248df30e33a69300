package io.heapster.sinks.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that sinks refused for good, as JSON lines, one pair of bounded files per sink: when the
 * file is full it takes the place of the older one, whose rows are gone. Never fails: what cannot
 * be written is counted, and logged when that begins. Thread-safe.
 */
public final class DeadLetters {
  /** Bytes of each of the two files, unless the user says otherwise. */
  public static final long DEFAULT_FILE_BYTES = 16L << 20;

  private final DataLayout layout;
  private final long maxFileBytes;

  @GuardedBy("this")
  private final Map<String, DeadLetterFile> files = new HashMap<>();

  DeadLetters(DataLayout layout, long maxFileBytes) {
    if (maxFileBytes <= 0) {
      throw new IllegalArgumentException(
          "dead letter files of " + maxFileBytes + " bytes; must be more than zero");
    }
    this.layout = layout;
    this.maxFileBytes = maxFileBytes;
  }

  public void add(DeadLetter letter) {
    addAll(List.of(letter));
  }

  /** Faster than one by one; letters of several sinks may be mixed. */
  public synchronized void addAll(List<DeadLetter> letters) {
    int from = 0;
    for (int to = 1; to <= letters.size(); to++) {
      String sink = letters.get(from).sink();
      if (to == letters.size() || !letters.get(to).sink().equals(sink)) {
        file(sink).add(letters.subList(from, to));
        from = to;
      }
    }
  }

  /** Since the start. */
  public synchronized DeadLetterCounts counts(String sink) {
    DeadLetterFile file = files.get(sink);
    return file == null ? DeadLetterCounts.NONE : file.counts();
  }

  @GuardedBy("this")
  private DeadLetterFile file(String sink) {
    return files.computeIfAbsent(
        sink, name -> new DeadLetterFile(layout.deadLetters(name), maxFileBytes));
  }
}
