package io.heapster.api.k8s.groups.golden;

import io.heapster.api.k8s.groups.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Asks what was asked of the real servers, and tells where the answers differ. */
public final class GoldenReplay {
  /** What is different on purpose, whatever the requests go through. */
  public static final List<Deviation> WANTED = WantedDeviations.ALL;

  private final Function<GoldenExchange, Reply> server;
  private final List<Deviation> wanted;
  private final Set<Deviation> used = new LinkedHashSet<>();

  /**
   * @param server asks one thing with the identity that is named
   */
  public GoldenReplay(Function<GoldenExchange, Reply> server, List<Deviation> wanted) {
    this.server = server;
    this.wanted = List.copyOf(wanted);
  }

  /** The differences that nobody wants. */
  public List<String> differences(GoldenExchange exchange) {
    var unwanted = new ArrayList<String>();
    for (String found : GoldenComparison.differences(exchange, server.apply(exchange))) {
      List<Deviation> covering =
          wanted.stream().filter(deviation -> deviation.covers(exchange, found)).toList();
      used.addAll(covering);
      if (covering.isEmpty()) {
        unwanted.add(found);
      }
    }
    return unwanted;
  }

  /** Deviations that no answer showed so far. */
  public List<Deviation> unused() {
    return wanted.stream().filter(deviation -> !used.contains(deviation)).toList();
  }
}
