/**
 * What turns a scraped batch into a finished one: rates, labels and amounts from the cluster's
 * objects, sums. Pure functions on columns, run on the tick thread; read {@link
 * io.heapster.processors.StandardChain} first.
 */
@NullMarked
package io.heapster.processors;

import org.jspecify.annotations.NullMarked;
