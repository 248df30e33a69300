/**
 * One tick's values as columns: immutable, shared by every reader. Read {@link
 * io.heapster.core.model.DataBatch} first, then {@link io.heapster.core.model.EntityTable}.
 */
@NullMarked
package io.heapster.core.model;

import org.jspecify.annotations.NullMarked;
