package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.ApiException;
import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.history.HistorySource;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * Asks the historical source: a few questions at once, more are turned away. A question is under
 * way until the caller has read the answer, which is in memory until then. Turns what went wrong
 * into statuses. Blocking, thread-safe.
 */
public final class AskedHistory {
  /** Each answer may take tens of megabytes, and each question a core of the database. */
  static final int MOST_AT_ONCE = 8;

  private static final int RETRY_AFTER_SECONDS = 1;

  private final HistorySource source;
  private final PodIds podIds;
  private final ApiCompat compat;
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE);

  public AskedHistory(HistorySource source, ClusterInventory inventory, ApiCompat compat) {
    this.source = source;
    this.podIds = new PodIds(inventory);
    this.compat = compat;
  }

  PodIds podIds() {
    return podIds;
  }

  Answer metricNames(EntityKey key, TimeRange range) {
    return limited(() -> NameList.of(source.metricNames(key, range)));
  }

  Answer members(EntityKey owner, EntityKind kind, TimeRange range) {
    return limited(() -> NameList.of(source.members(owner, kind, range)));
  }

  /** The values or aggregates of one entity; an entity without any is not found. */
  Answer single(HistoryQuestion question, AskedEntity entity) {
    return limited(() -> singleNow(question, entity));
  }

  private Answer.Streamed singleNow(HistoryQuestion question, AskedEntity entity)
      throws HistoryException {
    HistorySeries series = read(question, List.of(entity)).getFirst();
    if (series.isEmpty()) {
      throw noResults(question, entity);
    }
    return SeriesPieces.single(series, layout(question));
  }

  /** Those of several; an entity without any is an empty item, but for Heapster an error. */
  Answer list(HistoryQuestion question, List<AskedEntity> entities) {
    return limited(() -> listNow(question, entities));
  }

  private Answer.Streamed listNow(HistoryQuestion question, List<AskedEntity> entities)
      throws HistoryException {
    List<HistorySeries> all = read(question, entities);
    if (compat == ApiCompat.HEAPSTER) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).isEmpty()) {
          throw noResults(question, entities.get(i));
        }
      }
    }
    return SeriesPieces.list(all, layout(question));
  }

  private SeriesLayout layout(HistoryQuestion question) {
    return question.isRaw() ? new ValuesLayout(compat) : new BucketsLayout(question);
  }

  private List<HistorySeries> read(HistoryQuestion question, List<AskedEntity> entities)
      throws HistoryException {
    List<EntityKey> keys =
        entities.stream().map(AskedEntity::key).filter(Objects::nonNull).toList();
    HistorySeries none = HistorySeries.empty(1);
    if (keys.isEmpty()) {
      return entities.stream().map(_ -> none).toList();
    }
    List<HistorySeries> found = source.read(question.about(keys));
    var all = new ArrayList<HistorySeries>();
    int next = 0;
    for (AskedEntity entity : entities) {
      all.add(entity.key() == null ? none : found.get(next++));
    }
    return all;
  }

  private ApiException noResults(HistoryQuestion question, AskedEntity entity) {
    String text =
        "No results for metric \"%s\" describing \"%s\""
            .formatted(question.metric(), entity.text());
    return switch (compat) {
      case HEAPSTER -> ApiException.internal(text);
      case DEFAULT ->
          ApiException.notFound(
              entity.key() == null
                  ? text + ": no pod in the cluster has this id; ask by namespace and name"
                  : text);
    };
  }

  private interface Question {
    Answer.Streamed ask() throws HistoryException;
  }

  private Answer limited(Question question) {
    if (!permits.tryAcquire()) {
      throw ApiException.busy(
          "%d historical queries are under way already; ask again later".formatted(MOST_AT_ONCE),
          RETRY_AFTER_SECONDS);
    }
    boolean answered = false;
    try {
      Answer.Streamed answer = question.ask();
      answered = true;
      return new Answer.Streamed(answer.contentType(), answer.body(), permits::release);
    } catch (HistoryException e) {
      throw switch (e.reason()) {
        case INVALID, TOO_LARGE -> ApiException.badRequest(e.text());
        case TIMED_OUT -> ApiException.timedOut(e.text());
        case FAILED -> ApiException.internal(e.text());
      };
    } finally {
      if (!answered) {
        permits.release();
      }
    }
  }
}
