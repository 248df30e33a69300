/**
 * Whether the daemon works: Heapster's {@code /healthz}, and {@code /livez} and {@code /readyz}.
 * Start reading at {@link io.heapster.api.health.HealthRoutes}.
 */
@NullMarked
package io.heapster.api.health;

import org.jspecify.annotations.NullMarked;
