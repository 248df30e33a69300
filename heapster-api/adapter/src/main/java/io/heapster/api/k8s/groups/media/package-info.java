/**
 * Which form of an answer a caller takes, and how it is laid out: JSON, YAML, tables, metadata
 * only. Start reading at {@link io.heapster.api.k8s.groups.media.Accepted}.
 */
@NullMarked
package io.heapster.api.k8s.groups.media;

import org.jspecify.annotations.NullMarked;
