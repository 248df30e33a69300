package io.heapster.app.config;

import java.util.List;

/**
 * What one layer says about one setting.
 *
 * @param values as written; an empty list for a name without any value
 * @param origin where it was written, for messages, e.g. {@code --compat} or {@code
 *     heapster.yaml:3: compat}
 */
record Given(Setting setting, List<String> values, Place place, String origin) {

  Given {
    values = List.copyOf(values);
  }
}
