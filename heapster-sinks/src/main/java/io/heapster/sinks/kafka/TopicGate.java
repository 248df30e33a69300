package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the topic is there before a producer asks for it: a producer's question alone
 * makes some brokers create it, with a size nobody chose.
 */
record TopicGate(Topic topic, ClientSettings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(TopicGate.class);

  /**
   * Returns once the topic is there.
   *
   * @throws SinkHeldException when it is not, and may not be created
   */
  void ensure() throws IOException, InterruptedException {
    try (Admin admin = Admin.create(settings.admin())) {
      if (!exists(admin)) {
        create(admin);
      }
      admin.close(Duration.ZERO);
    } catch (KafkaException e) {
      throw Failure.exception("topic " + topic.name(), e);
    }
  }

  private boolean exists(Admin admin) throws IOException, InterruptedException {
    try {
      admin.describeTopics(List.of(topic.name())).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw Failure.exception("topic " + topic.name() + " not described", cause(e));
    }
  }

  private void create(Admin admin) throws IOException, InterruptedException {
    if (!topic.create()) {
      throw new SinkHeldException(
          "topic " + topic.name() + " does not exist; create it, or say createtopic=true");
    }
    var wanted =
        new NewTopic(
            topic.name(),
            given(topic.partitions()),
            given(topic.replication()).map(Integer::shortValue));
    try {
      admin.createTopics(List.of(wanted)).all().get();
      LOG.info("topic {} created", topic.name());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw Failure.exception("topic " + topic.name() + " not created", cause(e));
      }
    }
  }

  private static Optional<Integer> given(int size) {
    return size == KafkaConfig.BROKER_DEFAULT ? Optional.empty() : Optional.of(size);
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }
}
