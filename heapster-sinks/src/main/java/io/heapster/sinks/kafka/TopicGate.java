package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
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
   * @throws IOException when the brokers do not answer by the deadline
   * @throws SinkHeldException when it is not, and may not be created
   */
  void ensure(Deadline deadline) throws IOException, InterruptedException {
    Admin admin;
    try {
      admin = Admin.create(settings.admin());
    } catch (KafkaException e) {
      throw Failure.exception("topic " + topic.name(), e);
    }
    try {
      if (!exists(admin, deadline)) {
        create(admin, deadline);
      }
    } finally {
      // At once: it would wait for answers that nobody waits for any more.
      admin.close(Duration.ZERO);
    }
  }

  private boolean exists(Admin admin, Deadline deadline) throws IOException, InterruptedException {
    try {
      await(admin.describeTopics(List.of(topic.name())).allTopicNames(), deadline);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw Failure.exception("topic " + topic.name() + " not described", cause(e));
    }
  }

  private void create(Admin admin, Deadline deadline) throws IOException, InterruptedException {
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
      await(admin.createTopics(List.of(wanted)).all(), deadline);
      LOG.info("topic {} created", topic.name());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw Failure.exception("topic " + topic.name() + " not created", cause(e));
      }
    }
  }

  private void await(KafkaFuture<?> answer, Deadline deadline)
      throws ExecutionException, IOException, InterruptedException {
    try {
      answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("topic " + topic.name() + ": no answer of the brokers in time", e);
    }
  }

  private static Optional<Integer> given(int size) {
    return size == KafkaConfig.BROKER_DEFAULT ? Optional.empty() : Optional.of(size);
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }
}
