package io.heapster.sources.kubelet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes that nodes are spread over: always the same one for a node, as its connection lives on
 * that lane's event loop.
 */
final class Lanes {
  private final Vertx vertx;
  private final List<ScrapeLane> lanes;
  private final List<String> deployments;

  private Lanes(Vertx vertx, List<ScrapeLane> lanes, List<String> deployments) {
    this.vertx = vertx;
    this.lanes = List.copyOf(lanes);
    this.deployments = List.copyOf(deployments);
  }

  /** Makes the resources of one lane. */
  interface ResourceMaker {
    LaneResources make();
  }

  /** One lane per processor, as far as there are places for them; each on its own event loop. */
  static Lanes open(Vertx vertx, int places, int processors, ResourceMaker resources) {
    int count = Math.min(places, processors);
    var lanes = new ArrayList<ScrapeLane>();
    var deployments = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      int share = places / count + (i < places % count ? 1 : 0);
      // An event loop of one's own is to be had by deployment only.
      String deployment =
          join(
              vertx.deployVerticle(context -> {
                lanes.add(new ScrapeLane(context, resources.make(), share));
                return Future.succeededFuture();
              }));
      deployments.add(deployment);
    }
    return new Lanes(vertx, lanes, deployments);
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  int size() {
    return lanes.size();
  }

  int laneOf(NodePhase phase) {
    return phase.share(lanes.size());
  }

  void assign(ScrapeRound round, List<List<Assignment>> byLane) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      lanes.get(lane).assign(round, byLane.get(lane));
    }
  }

  void abandon() {
    lanes.forEach(ScrapeLane::abandon);
  }

  /** Gives the event loops back. */
  void close() {
    abandon();
    // Whoever closed Vert.x before us has ended them already.
    deployments.forEach(deployment -> join(vertx.undeploy(deployment).otherwiseEmpty()));
  }
}
