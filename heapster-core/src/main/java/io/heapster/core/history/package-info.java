/**
 * Questions about the past that a database answers: the port behind the historical API. Start
 * reading at {@link io.heapster.core.history.HistorySource}.
 */
@NullMarked
package io.heapster.core.history;

import org.jspecify.annotations.NullMarked;
