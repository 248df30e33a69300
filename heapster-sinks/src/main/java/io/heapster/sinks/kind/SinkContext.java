package io.heapster.sinks.kind;

import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import java.time.Duration;

/**
 * What a sink is given by the daemon it runs in.
 *
 * @param name no other sink's
 * @param callTimeout limit of one request to the far end
 * @param deadLetters where refused rows go
 * @param labelSeparator between the Kubernetes labels that stand in one text, as {@code
 *     --label-separator}
 */
public record SinkContext(
    String name,
    Duration callTimeout,
    DeadLetterBox deadLetters,
    Telemetry telemetry,
    TimeSource time,
    String labelSeparator) {}
