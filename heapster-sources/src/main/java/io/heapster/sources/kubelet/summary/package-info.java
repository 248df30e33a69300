/**
 * Reads the answers of {@code /stats/summary}, the kubelet's Summary API. Read {@link
 * io.heapster.sources.kubelet.summary.SummaryDecoder} first; there is one reader for each kind of
 * JSON object.
 */
@NullMarked
package io.heapster.sources.kubelet.summary;

import org.jspecify.annotations.NullMarked;
