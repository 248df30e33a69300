package io.heapster.app;

import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.SinkConfig;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.delivery.Delivery;
import io.heapster.sinks.delivery.DeliveryConfig;
import io.heapster.sinks.delivery.DeliveryContext;
import io.heapster.sinks.delivery.DeliveryStorage;
import io.heapster.sinks.delivery.LoggedDeadLetters;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.rows.DeadLetterBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the sinks, and what brings batches to them. */
final class DeliveryParts {
  private final HeapsterConfig config;
  private final List<SinkChoice.Sink> choices;
  private final TimeSource time;
  private final Telemetry telemetry;

  DeliveryParts(
      HeapsterConfig config, List<SinkChoice.Sink> choices, TimeSource time, Telemetry telemetry) {
    this.config = config;
    this.choices = choices;
    this.time = time;
    this.telemetry = telemetry;
  }

  /**
   * Takes the data directory, if there is one.
   *
   * @throws UncheckedIOException when it cannot be used; the message names it
   * @throws IllegalArgumentException when a file that a sink names cannot be used
   */
  Delivery delivery() {
    SinkConfig.@Nullable JournalSettings journal = config.delivery().journal();
    return journal == null ? inMemory() : journalled(journal);
  }

  private Delivery inMemory() {
    List<DataSink> sinks = sinks(name -> new LoggedDeadLetters(name, time));
    return Delivery.inMemory(sinks, deliveryConfig(), context());
  }

  private Delivery journalled(SinkConfig.JournalSettings journal) {
    try {
      DeliveryStorage storage = DeliveryStorage.open(journalConfig(journal), time, telemetry);
      try {
        List<DataSink> sinks = sinks(storage::deadLetters);
        return Delivery.journalled(sinks, deliveryConfig(), storage, context());
      } catch (RuntimeException e) {
        storage.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("--data-dir: " + e.getMessage(), e);
    }
  }

  private List<DataSink> sinks(Function<String, DeadLetterBox> deadLetters) {
    var sinks = new ArrayList<DataSink>();
    var names = new HashSet<String>();
    try {
      for (SinkChoice.Sink choice : choices) {
        String name = distinct(choice.name(), names);
        var context =
            new SinkContext(
                name,
                config.delivery().callTimeout(),
                deadLetters.apply(name),
                telemetry,
                time,
                config.labels().separator());
        sinks.add(choice.factory().create(context));
      }
    } catch (RuntimeException e) {
      sinks.forEach(DataSink::close);
      throw e;
    }
    return sinks;
  }

  /**
   * Sinks of the same name are told apart by a number: {@code log}, {@code log-2}. With a data
   * directory there are none.
   */
  private static String distinct(String wanted, Set<String> taken) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  private DeliveryConfig deliveryConfig() {
    return new DeliveryConfig(
        config.pipeline().metricResolution(), config.delivery().backlogPerTick());
  }

  private DeliveryContext context() {
    return new DeliveryContext(time, new SplittableRandom(), telemetry);
  }

  private static JournalConfig journalConfig(SinkConfig.JournalSettings journal) {
    JournalConfig defaults = JournalConfig.defaults(journal.directory());
    return new JournalConfig(
        journal.directory(),
        journal.fsync(),
        journal.maxBytes(),
        journal.maxAge(),
        journal.keep(),
        defaults.segmentBytes());
  }
}
