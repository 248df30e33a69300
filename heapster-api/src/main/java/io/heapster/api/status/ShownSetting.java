package io.heapster.api.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the daemon as it may be shown to whoever asks: without secrets.
 *
 * @param key in the configuration file
 * @param flag on the command line, without the two hyphens
 * @param value in force; null for none and for a list
 * @param values in force, where there may be several; null where there may not
 * @param defaultText what holds when nothing is set; null for nothing
 * @param origin {@code default}, or the kind of place and the place, e.g. {@code flag --compat}
 * @param group heading in the daemon's help
 * @param help one line
 */
public record ShownSetting(
    String key,
    String flag,
    @Nullable String value,
    @Nullable List<String> values,
    @Nullable String defaultText,
    String origin,
    String group,
    String help) {

  public ShownSetting {
    values = values == null ? null : List.copyOf(values);
    if (value != null && values != null) {
      throw new IllegalArgumentException(key + " has one value or a list of them, not both");
    }
  }
}
