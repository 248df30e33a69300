/**
 * How old the values are that providers answer: what an operator looks at when an autoscaler lags.
 * Start reading at {@link io.heapster.api.k8s.groups.freshness.FreshnessHistograms}.
 */
@NullMarked
package io.heapster.api.k8s.groups.freshness;

import org.jspecify.annotations.NullMarked;
