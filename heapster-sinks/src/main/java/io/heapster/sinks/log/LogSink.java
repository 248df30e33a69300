package io.heapster.sinks.log;

import io.heapster.core.model.DataBatch;
import io.heapster.core.model.MetricSet;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each batch as text, in Heapster's form, so that people can read what the daemon sees.
 * Entities, labels and metrics come in order of their names.
 *
 * <p>A batch is one log entry, unless it is larger than {@value #ENTRY_LIMIT} characters (some 150
 * nodes): then the text goes on in further entries, cut between entities, so that memory stays
 * bounded.
 */
public final class LogSink implements DataSink {
  /** The name as users write it, and the sink's in logs and in {@code /metrics}. */
  public static final String KEY = "log";

  static final int ENTRY_LIMIT = 16 << 20;

  private static final Logger log = LoggerFactory.getLogger("io.heapster.sinks.log");

  private final String name;
  private final Consumer<String> entries;
  private final int entryLimit;

  /** An entity under the key it is sorted by. */
  private record Keyed(String key, MetricSet set) {}

  /** A sink that writes to the logger {@code io.heapster.sinks.log}, at info. */
  public LogSink(String name) {
    this(name, text -> log.info("{}", text), ENTRY_LIMIT);
  }

  /**
   * @param entries takes the text, entry by entry
   */
  LogSink(String name, Consumer<String> entries, int entryLimit) {
    this.name = name;
    this.entries = entries;
    this.entryLimit = entryLimit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(DataBatch batch, Lane lane) throws InterruptedException {
    var text = new StringBuilder();
    var block = new MetricSetText(text);
    text.append("DataBatch     Timestamp: ").append(GoText.of(batch.timestamp())).append("\n\n");
    for (Keyed keyed : sorted(batch)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("log sink: stopped at " + keyed.key);
      }
      block.append(keyed.key, keyed.set);
      if (text.length() >= entryLimit) {
        entries.accept(text.toString());
        text.setLength(0);
      }
    }
    if (!text.isEmpty()) {
      entries.accept(text.toString());
    }
  }

  private static List<Keyed> sorted(DataBatch batch) {
    var all = new ArrayList<Keyed>(batch.size());
    batch.forEach(set -> all.add(new Keyed(set.key().text(), set)));
    all.sort(Comparator.comparing(Keyed::key));
    return all;
  }
}
