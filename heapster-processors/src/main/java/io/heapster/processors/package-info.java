/**
 * Pure functions from batch to batch: rates, enrichment, sums; no I/O, no threads. Start reading at
 * {@code StandardChain}, the order with the reason for each place.
 */
@NullMarked
package io.heapster.processors;

import org.jspecify.annotations.NullMarked;
