package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What a failure of a Kafka client asks for. */
enum Failure {
  /** This record is never taken. */
  RECORD_REFUSED,
  /** Nothing gets through until somebody acts. */
  HELD,
  /** The same client may do it later. */
  RETRY,
  /** The client is done for, its session or its settings; a new one may do it. */
  CLIENT_BROKEN;

  static Failure of(Throwable failure) {
    return switch (failure) {
      case RecordTooLargeException _,
          RecordBatchTooLargeException _,
          InvalidTimestampException _,
          UnsupportedForMessageFormatException _,
          SerializationException _,
          InvalidRecordException _ ->
          RECORD_REFUSED;
      case AuthenticationException _,
          AuthorizationException _,
          InvalidTopicException _,
          PolicyViolationException _,
          InvalidReplicationFactorException _,
          UnsupportedCompressionTypeException _,
          UnsupportedVersionException _,
          InvalidConfigurationException _ ->
          HELD;
      case OutOfOrderSequenceException _ -> CLIENT_BROKEN;
      case RetriableException _ -> RETRY;
      default -> CLIENT_BROKEN;
    };
  }

  /** The failure as a sink tells it. */
  static IOException exception(String doing, Throwable failure) {
    Throwable told = told(failure);
    String message = doing + ": " + told.getClass().getSimpleName() + ": " + told.getMessage();
    return of(told) == HELD
        ? new SinkHeldException(message + "; " + advice(told), told)
        : new IOException(message, told);
  }

  /** Clients that cannot be made hide the reason behind "failed to construct". */
  private static Throwable told(Throwable failure) {
    return failure.getClass() == KafkaException.class
            && failure.getCause() instanceof KafkaException cause
        ? told(cause)
        : failure;
  }

  private static String advice(@Nullable Throwable failure) {
    return switch (failure) {
      case SslAuthenticationException _ ->
          "check that the brokers' certificate names their host and is signed by cacert, and that"
              + " cert and key are what they ask for";
      case AuthenticationException _ -> "check user, password, mechanism and tls";
      case AuthorizationException _ ->
          "grant the user WRITE and DESCRIBE on the topic, and CREATE if it is to be created";
      case UnsupportedCompressionTypeException _, UnsupportedVersionException _ ->
          "the brokers are too old for this; try compression=lz4";
      case InvalidTopicException _ -> "check timeseriestopic";
      case InvalidConfigurationException _ -> "check cacert, cert and key: PEM, the key PKCS#8";
      case null, default -> "check partitions and replication, and what the brokers allow";
    };
  }
}
