package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under {@code docs/} that is made from the code. */
public record GeneratedPage(String name) {

  /** Rewrites the page with {@code -Dheapster.docs.write=true}, else fails when it is stale. */
  public void check(String content) throws IOException {
    Path page = Path.of("").toAbsolutePath().resolve("../docs").normalize().resolve(name);
    if (Boolean.getBoolean("heapster.docs.write")) {
      Files.writeString(page, content);
    }
    assertThat(Files.exists(page) ? Files.readString(page) : "")
        .as("docs/%s is stale; rewrite it with: make docs", name)
        .isEqualTo(content);
  }
}
