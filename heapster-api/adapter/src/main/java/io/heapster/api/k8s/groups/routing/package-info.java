/**
 * Several providers that serve one group together; public API. Start reading at {@link
 * io.heapster.api.k8s.groups.routing.RoutedCustomMetrics}.
 */
@NullMarked
package io.heapster.api.k8s.groups.routing;

import org.jspecify.annotations.NullMarked;
