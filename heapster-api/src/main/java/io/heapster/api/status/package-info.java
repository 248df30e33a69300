/**
 * How the daemon is doing and what it was told, as JSON below {@code /api/v1}. Start reading at
 * {@link io.heapster.api.status.StatusRoutes}.
 */
@NullMarked
package io.heapster.api.status;

import org.jspecify.annotations.NullMarked;
