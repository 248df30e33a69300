/**
 * What an adapter implements to serve Kubernetes' metrics APIs; public API, kept compatible within
 * a major version. Start reading at {@link io.heapster.api.provider.CustomMetricsProvider}.
 */
@NullMarked
package io.heapster.api.provider;

import org.jspecify.annotations.NullMarked;
