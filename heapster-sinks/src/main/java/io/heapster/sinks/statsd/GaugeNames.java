package io.heapster.sinks.statsd;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.rows.RowWriter;

/** Makes the names of one style, for one batch; used by one thread. */
sealed interface GaugeNames permits EtsyNames, InfluxNames {

  /** An entity begins. */
  void entity(EntityKey key, Labels labels);

  /** Writes the name of a value of the entity begun. */
  void put(Metric metric, Labels device, RowWriter out);

  /** What ends a name or a line becomes an underscore, as do the characters given. */
  static String safe(String text, String further) {
    var safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bad = c == ':' || c == '|' || Character.isISOControl(c) || further.indexOf(c) >= 0;
      safe.append(bad ? '_' : c);
    }
    return safe.toString();
  }
}
