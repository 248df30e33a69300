/**
 * A stand-in for the API server of the simulated cluster: list and watch of nodes, pods and
 * namespaces. Start reading at {@link io.heapster.sources.simulated.apiserver.ApiServer}.
 */
@NullMarked
package io.heapster.sources.simulated.apiserver;

import org.jspecify.annotations.NullMarked;
