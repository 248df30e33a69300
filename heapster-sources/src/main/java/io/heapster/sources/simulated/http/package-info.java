/**
 * Listening for the simulated cluster alone: {@link
 * io.heapster.sources.simulated.http.LoopbackServer}.
 */
@NullMarked
package io.heapster.sources.simulated.http;

import org.jspecify.annotations.NullMarked;
