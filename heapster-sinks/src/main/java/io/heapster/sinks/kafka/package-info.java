/**
 * Batches as messages of a Kafka topic: one a value, as Heapster wrote them, or one a node. Read
 * {@link io.heapster.sinks.kafka.KafkaConfig} first, then {@code BatchEncoder} and {@code
 * KafkaSender}.
 */
@NullMarked
package io.heapster.sinks.kafka;

import org.jspecify.annotations.NullMarked;
