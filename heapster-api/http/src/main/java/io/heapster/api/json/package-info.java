/**
 * JSON written byte by byte, in the exact layout that Heapster's clients know. Start reading at
 * {@link io.heapster.api.json.JsonWriter}; hot paths use {@link io.heapster.api.json.JsonBytes}.
 */
@NullMarked
package io.heapster.api.json;

import org.jspecify.annotations.NullMarked;
