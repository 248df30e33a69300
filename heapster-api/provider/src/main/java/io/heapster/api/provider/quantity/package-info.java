/**
 * Amounts as Kubernetes writes and reads them; public API. Start reading at {@link
 * io.heapster.api.provider.quantity.Quantity}.
 */
@NullMarked
package io.heapster.api.provider.quantity;

import org.jspecify.annotations.NullMarked;
