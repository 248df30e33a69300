package io.heapster.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NamespaceEnricherTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final EntityKey.Pod WEB = new EntityKey.Pod("shop", "web");
  private static final EntityKey.Pod JOB = new EntityKey.Pod("unknown", "job");

  private final FakeInventory inventory = new FakeInventory();
  private final NamespaceEnricher enricher = new NamespaceEnricher(inventory);
  private final Picture scraped = new Picture();

  @BeforeEach
  void scrape() {
    inventory.putNamespace("shop");
    scraped.node("n1");
    scraped.pod(WEB, "n1");
    scraped.container(WEB, "c1", "n1");
    scraped.pod(JOB, "n1");
  }

  @Test
  void knownNamespace_uidStandsOnNamespacePodAndContainer() {
    Picture enriched = Picture.of(enricher.process(scraped.batch(NOW)));

    assertThat(enriched.get(new EntityKey.Namespace("shop")).labels)
        .containsEntry("namespace_id", "uid-shop");
    assertThat(enriched.get(WEB).labels).containsEntry("namespace_id", "uid-shop");
    assertThat(enriched.get(new EntityKey.PodContainer(WEB, "c1")).labels)
        .containsEntry("namespace_id", "uid-shop");
    assertThat(enriched.get(new EntityKey.Node("n1")).labels).doesNotContainKey("namespace_id");
  }

  @Test
  void unknownNamespace_idIsEmptyOnTheNamespaceAndMissingOnThePod() {
    Picture enriched = Picture.of(enricher.process(scraped.batch(NOW)));

    assertThat(enriched.get(new EntityKey.Namespace("unknown")).labels)
        .containsEntry("namespace_id", "");
    assertThat(enriched.get(JOB).labels).doesNotContainKey("namespace_id");
  }

  @Test
  void containerWithoutPodRow_isFoundByItsKey() {
    var lone = new Picture();
    lone.container(WEB, "c1", "n1");

    Picture enriched = Picture.of(enricher.process(lone.batch(NOW)));

    assertThat(enriched.get(new EntityKey.PodContainer(WEB, "c1")).labels)
        .containsEntry("namespace_id", "uid-shop");
  }

  @Test
  void namespaceSeenLater_isFilledIn() {
    DataBatch one = scraped.batch(NOW);
    enricher.process(one);
    inventory.putNamespace("unknown");

    Picture enriched = Picture.of(enricher.process(scraped.batch(NOW.plusSeconds(60), one)));

    assertThat(enriched.get(JOB).labels).containsEntry("namespace_id", "uid-unknown");
  }

  @Test
  void sameObjects_nothingChanged_labelColumnsStay() {
    DataBatch one = scraped.batch(NOW);
    DataBatch first = enricher.process(one);

    DataBatch second = enricher.process(scraped.batch(NOW.plusSeconds(60), one));

    assertThat(second.pods().labels()).isSameAs(first.pods().labels());
    assertThat(second.podContainers().labels()).isSameAs(first.podContainers().labels());
    assertThat(second.namespaces().labels()).isSameAs(first.namespaces().labels());
  }
}
