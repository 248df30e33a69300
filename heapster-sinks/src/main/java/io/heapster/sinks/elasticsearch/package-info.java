/**
 * Documents for Elasticsearch and OpenSearch: the same documents, a thin transport over each one's
 * official client. Read {@link io.heapster.sinks.elasticsearch.SearchSinks} first.
 */
@NullMarked
package io.heapster.sinks.elasticsearch;

import org.jspecify.annotations.NullMarked;
