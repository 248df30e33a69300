/**
 * The API groups of metrics as Kubernetes serves them: what is asked of providers, and how their
 * answers look on the wire. Start reading at {@link io.heapster.api.k8s.groups.MetricsGroups}.
 */
@NullMarked
package io.heapster.api.k8s.groups;

import org.jspecify.annotations.NullMarked;
