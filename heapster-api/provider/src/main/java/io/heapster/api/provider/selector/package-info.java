/**
 * Label selectors in the grammar of Kubernetes; public API. Start reading at {@link
 * io.heapster.api.provider.selector.LabelSelector}.
 */
@NullMarked
package io.heapster.api.provider.selector;

import org.jspecify.annotations.NullMarked;
