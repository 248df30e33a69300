/**
 * Heapster's own questions: the model API, the export and its schema, answered from the kept
 * batches. Start reading at {@link io.heapster.api.model.ModelRoutes}.
 */
@NullMarked
package io.heapster.api.model;

import org.jspecify.annotations.NullMarked;
