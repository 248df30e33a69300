/**
 * Questions about many entities at once: tables, sums, kept values and all about one, each answered
 * from one state of the store. Start reading at {@link io.heapster.api.query.QueryRoutes}.
 */
@NullMarked
package io.heapster.api.query;

import org.jspecify.annotations.NullMarked;
