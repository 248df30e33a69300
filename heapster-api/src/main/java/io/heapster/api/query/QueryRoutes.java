package io.heapster.api.query;

import io.heapster.api.http.Answer;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.api.model.KeptValues;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.store.MetricStore;
import java.util.List;

/** Questions about many entities; each is answered from one state of the store. Thread-safe. */
public final class QueryRoutes {
  public static final String ROOT = "/api/v1/query";

  private final KeptValues kept;
  private final ClusterInventory inventory;

  public QueryRoutes(KeptValues kept, ClusterInventory inventory) {
    this.kept = kept;
    this.inventory = inventory;
  }

  public List<Route> routes() {
    return List.of(
        Route.scan(ROOT + "/table", this::table),
        Route.scan(ROOT + "/sums", this::sums),
        Route.scan(ROOT + "/range", this::range),
        Route.lookup(ROOT + "/entity", this::entity));
  }

  private Answer table(Request request) {
    MetricStore store = kept.required().snapshot();
    return Answer.json(new TableAnswer(TableQuestion.of(request), store, inventory).write());
  }

  private Answer sums(Request request) {
    MetricStore store = kept.required().snapshot();
    return Answer.json(SumsAnswer.write(SumsQuestion.of(request), store, inventory));
  }

  private Answer range(Request request) {
    MetricStore store = kept.required().snapshot();
    return Answer.json(new RangeAnswer(RangeQuestion.of(request), store).write());
  }

  private Answer entity(Request request) {
    MetricStore store = kept.required().snapshot();
    return Answer.json(new EntityAnswer(EntityAnswer.key(request), store, inventory).write());
  }
}
