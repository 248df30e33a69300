package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sinks.journal.Removed.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch an hour, kept for eight days, and clocks that are set. */
final class JournalRetentionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MAX_AGE = Duration.ofDays(8);

  @TempDir private Path root;
  private JournalFixture fixture;
  private final List<Removed> removed = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    fixture =
        new JournalFixture(
            root, new JournalConfig(root, Fsync.NEVER, 1 << 20, MAX_AGE, HOUR, 1 << 20));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void runFor(Duration span) throws Exception {
    for (long hours = span.toHours(); hours > 0; hours--) {
      long sequence = fixture.journal.nextSequence();
      fixture.journal.append(sequence, fixture.time.now(), payload(sequence));
      removed.addAll(fixture.journal.release(0));
      fixture.time.advance(HOUR);
    }
  }

  @Test
  void release_clockStandsYearsAhead_keepsWhatIsNotDelivered() throws Exception {
    runFor(Duration.ofDays(5));

    fixture.time.set(fixture.time.now().plus(Duration.ofDays(3_000)));
    runFor(Duration.ofDays(1));
    fixture.reopen();
    runFor(Duration.ofHours(3));

    assertThat(removed).isEmpty();
    assertThat(fixture.journal.oldest()).hasValue(0);
  }

  @Test
  void release_clockSetBack_keepsWhatIsNotDelivered() throws Exception {
    runFor(Duration.ofDays(5));

    fixture.time.set(fixture.time.now().minus(Duration.ofDays(3_000)));
    runFor(Duration.ofDays(2));

    assertThat(removed).isEmpty();
  }

  @Test
  void release_runsForLongerThanTheAge_removesAboutWhatIsPastIt() throws Exception {
    runFor(Duration.ofDays(20));

    assertThat(removed).isNotEmpty().allMatch(each -> each.reason() == Reason.TOO_OLD);
    // Segments span a day.
    assertThat(fixture.journal.oldest().orElseThrow()).isBetween(10 * 24L, 12 * 24L);
  }

  @Test
  void release_noBatchForLongerThanTheAge_removesAll() throws Exception {
    runFor(Duration.ofDays(3));

    fixture.time.advance(MAX_AGE.plus(HOUR));
    removed.addAll(fixture.journal.release(0));

    assertThat(fixture.journal.oldest()).isEmpty();
    assertThat(removed).hasSizeGreaterThan(2);
  }
}
