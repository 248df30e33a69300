/**
 * Protocol buffer messages written field by field, without generated classes. Read {@link
 * io.heapster.sinks.proto.ProtoBuffer} first.
 */
@NullMarked
package io.heapster.sinks.proto;

import org.jspecify.annotations.NullMarked;
