/**
 * Which groups, versions and resources there are. Start reading at {@link
 * io.heapster.api.k8s.groups.discovery.DiscoveryEndpoint}.
 */
@NullMarked
package io.heapster.api.k8s.groups.discovery;

import org.jspecify.annotations.NullMarked;
