package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import org.apache.kafka.clients.producer.Producer;

/** The brokers, as a sender begins with them. */
interface Cluster {

  /**
   * Returns once the topic is there.
   *
   * @throws IOException when the brokers do not answer by the deadline
   * @throws SinkHeldException when it is not, and may not be created
   */
  void ensureTopic(Deadline deadline) throws IOException, InterruptedException;

  /**
   * A new producer, with settings read anew.
   *
   * @throws org.apache.kafka.common.KafkaException when it cannot be made
   */
  Producer<byte[], byte[]> producer() throws SinkHeldException;
}
