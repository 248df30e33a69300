package io.heapster.app;

import io.heapster.app.config.HeapsterConfig;
import io.heapster.app.config.SecretMask;
import io.heapster.core.config.Durations;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says first: which build, with what. */
final class StartLog {
  private static final Logger log = LoggerFactory.getLogger(StartLog.class);

  private StartLog() {}

  static void tell(CheckedConfig checked) {
    Version version = Version.read();
    HeapsterConfig config = checked.config();
    List<String> sinks = config.sinks().stream().map(SecretMask::mask).toList();
    log.info("heapster {} ({})", version.version(), version.commit());
    log.info("source {}", SecretMask.mask(config.source()));
    log.info("sinks {}", sinks.isEmpty() ? "none but the store" : String.join(", ", sinks));
    log.info(
        "resolution {}, scrape timeout {}, compat {}",
        Durations.format(config.pipeline().metricResolution()),
        Durations.format(config.pipeline().scrapeTimeout()),
        config.pipeline().compat());
    checked.warnings().forEach(warning -> log.warn("{}", warning));
  }
}
