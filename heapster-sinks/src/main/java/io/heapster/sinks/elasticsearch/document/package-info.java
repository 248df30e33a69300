/**
 * A batch as documents in the bulk format: one line says where a document goes, the next one is the
 * document. Read {@link io.heapster.sinks.elasticsearch.document.DocumentEncoder} first.
 */
@NullMarked
package io.heapster.sinks.elasticsearch.document;

import org.jspecify.annotations.NullMarked;
