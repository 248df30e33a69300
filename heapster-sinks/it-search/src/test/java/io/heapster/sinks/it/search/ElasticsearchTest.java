package io.heapster.sinks.it.search;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class ElasticsearchTest implements SearchContract {
  @TempDir static Path directory;
  private static ElasticsearchProcess process;

  @BeforeAll
  static void startProcess() {
    process = ElasticsearchProcess.start(directory);
  }

  @AfterAll
  static void stopProcess() {
    process.close();
  }

  @Override
  public SearchServer server() {
    return process;
  }

  @Override
  public String kind() {
    return "elasticsearch";
  }
}
