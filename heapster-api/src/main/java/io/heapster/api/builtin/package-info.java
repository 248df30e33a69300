/**
 * What the daemon itself measures, offered to Kubernetes' metrics APIs. Start reading at {@link
 * io.heapster.api.builtin.ModelCustomMetrics}.
 */
@NullMarked
package io.heapster.api.builtin;

import org.jspecify.annotations.NullMarked;
