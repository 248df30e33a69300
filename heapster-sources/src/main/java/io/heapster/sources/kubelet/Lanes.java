package io.heapster.sources.kubelet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lanes that nodes are spread over: always the same one for a node, as its connection lives on
 * that lane's event loop.
 */
final class Lanes {
  /** As many as there are event loops; more lanes would share them, with fewer places each. */
  private static final int MOST_LANES = 4;

  private static final int FEWEST_PLACES = 16;
  private static final long CLOSING_SECONDS = 2;

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

  /**
   * How many lanes to open: one per processor and event loop at most, and no more than leave each a
   * fair number of places.
   */
  static int count(int places, int processors) {
    return Math.min(Math.min(processors, MOST_LANES), Math.max(1, places / FEWEST_PLACES));
  }

  /** Opens the lanes, each on its own event loop. */
  static Lanes open(Vertx vertx, int places, int processors, ResourceMaker resources) {
    int count = count(places, processors);
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

  /** The event loops, in order of the lanes. */
  List<KubeletLoop> loops(KubeletConfig config) {
    return lanes.stream().map(lane -> lane.loop(config)).toList();
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

  /** Gives the event loops back; waits for one that is stuck only a moment. */
  void close() {
    abandon();
    // Whoever closed Vert.x before us has ended them already.
    var ends = deployments.stream().map(id -> vertx.undeploy(id).otherwiseEmpty()).toList();
    Future.join(ends)
        .<Boolean>map(true)
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(false, CLOSING_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
