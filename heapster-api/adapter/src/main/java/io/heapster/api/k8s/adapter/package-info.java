/**
 * A whole metrics adapter in one call: flags, TLS, authentication, authorisation, discovery and the
 * API groups around the providers given; public API. Start reading at {@link
 * io.heapster.api.k8s.adapter.MetricsAdapter}.
 */
@NullMarked
package io.heapster.api.k8s.adapter;

import org.jspecify.annotations.NullMarked;
