package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Brokers reached over the network. */
record KafkaCluster(ClientSettings settings) implements Cluster {

  @Override
  public void ensureTopic(Deadline deadline) throws IOException, InterruptedException {
    new TopicGate(settings.config().topic(), settings).ensure(deadline);
  }

  @Override
  public Producer<byte[], byte[]> producer() throws SinkHeldException {
    return new KafkaProducer<>(settings.producer());
  }
}
