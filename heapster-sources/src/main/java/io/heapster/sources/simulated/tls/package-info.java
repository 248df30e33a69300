/**
 * Keys and certificates of the simulated cluster, made in memory; a private key is never left on
 * disk. Start reading at {@link io.heapster.sources.simulated.tls.KeyMaker}.
 */
@NullMarked
package io.heapster.sources.simulated.tls;

import org.jspecify.annotations.NullMarked;
