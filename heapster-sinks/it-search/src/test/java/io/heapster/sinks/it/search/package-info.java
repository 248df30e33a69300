/**
 * The sinks for OpenSearch and Elasticsearch against real servers, and against one that answers as
 * it is told. Read {@code SearchContract} first.
 */
@NullMarked
package io.heapster.sinks.it.search;

import org.jspecify.annotations.NullMarked;
