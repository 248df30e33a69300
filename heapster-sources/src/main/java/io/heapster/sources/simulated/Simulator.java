package io.heapster.sources.simulated;

import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.apiserver.ApiServer;
import io.heapster.sources.simulated.front.Account;
import io.heapster.sources.simulated.front.FrontDoor;
import io.heapster.sources.simulated.kubelet.KubeletServer;
import io.heapster.sources.simulated.kubelet.ServingCertificate;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated cluster that listens: kubelets and an API server over one world. Several may run side
 * by side. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
  private static final int EVENT_LOOPS = 3;
  private static final long STOP_SECONDS = 10;

  private final TimeSource time;
  private final AtomicReference<SimulatedCluster> cluster;
  private final Vertx vertx;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final @Nullable ServingCertificate certificate;
  private final @Nullable FrontDoor front;
  private final Addresses addresses;

  /**
   * Starts all listeners.
   *
   * @throws IllegalStateException naming the listener that could not start
   */
  public static Simulator start(
      ClusterShape shape, Listeners listeners, Faults faults, TimeSource time) {
    return new Simulator(shape, listeners, faults, time);
  }

  private Simulator(ClusterShape shape, Listeners listeners, Faults faults, TimeSource time) {
    this.time = time;
    cluster = new AtomicReference<>(new SimulatedCluster(shape, faults));
    vertx =
        Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setPreferNativeTransport(true));
    try {
      boolean https = listeners.kubeletHttpsPort() != Listeners.OFF;
      certificate = https ? ServingCertificate.forNodes(cluster.get().nodes()) : null;
      boolean secureApi = listeners.secureApiPort() != Listeners.OFF;
      front = secureApi ? started(FrontDoor.open(vertx)) : null;
      addresses = listen(listeners);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Addresses listen(Listeners listeners) {
    Supplier<SimulatedCluster> world = cluster::get;
    KubeletServer http =
        started(KubeletServer.http(vertx, world, time, listeners.kubeletPort(), listeners.token()));
    int advertised = http.port();
    int httpsPort = Listeners.OFF;
    if (certificate != null) {
      int wanted = listeners.kubeletHttpsPort();
      httpsPort =
          started(KubeletServer.https(vertx, world, time, wanted, listeners.token(), certificate))
              .port();
      advertised = httpsPort;
    }
    ApiServer api = started(api(listeners, world, advertised));
    String first =
        "http://%s:%d/stats/summary"
            .formatted(cluster.get().nodes().getFirst().address(), http.port());
    return new Addresses(api.url(), http.port(), httpsPort, first, api.secureUrl());
  }

  private ApiServer api(Listeners listeners, Supplier<SimulatedCluster> world, int kubeletPort) {
    int port = listeners.apiPort();
    return front == null
        ? ApiServer.start(vertx, world, time, port, kubeletPort)
        : ApiServer.start(vertx, world, time, port, kubeletPort, front, listeners.secureApiPort());
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  public Addresses addresses() {
    return addresses;
  }

  /** The world as it is now; the closed form of everything that is served. */
  public SimulatedCluster cluster() {
    return cluster.get();
  }

  /** Certificate of the kubelets as PEM, their own authority; empty when HTTPS is off. */
  public Optional<String> kubeletAuthority() {
    return Optional.ofNullable(certificate).map(ServingCertificate::pem);
  }

  /**
   * What only the secure port of the API server has: users, and servers behind it.
   *
   * @throws IllegalStateException when that port is off
   */
  public FrontDoor front() {
    if (front == null) {
      throw new IllegalStateException("the simulated API server has no secure port");
    }
    return front;
  }

  /**
   * A kubeconfig for the secure port of the API server.
   *
   * @param current whose credentials are used unless another context is chosen
   * @throws IllegalStateException when that port is off
   */
  public String kubeconfig(Account current) {
    return front().kubeconfig(addresses.secureApi(), current);
  }

  /** Changes what goes wrong from now on; pods and restarts until now stay as they were. */
  public void switchFaults(Faults faults) {
    cluster.updateAndGet(world -> world.withFaults(faults, time.now()));
  }

  /** Stops listening and closes all connections. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a listener of the simulated cluster did not stop", e);
      }
    }
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the simulated cluster did not stop within {} s", STOP_SECONDS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
