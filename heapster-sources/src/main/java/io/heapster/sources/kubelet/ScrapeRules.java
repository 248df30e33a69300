package io.heapster.sources.kubelet;

import java.time.Duration;

/**
 * What the daemon as a whole asks of a scrape.
 *
 * @param resolution distance of ticks; connections are kept for at least three
 * @param heapsterCompat whether nodes that are not Ready are left alone, as Heapster did
 */
public record ScrapeRules(Duration resolution, boolean heapsterCompat) {}
