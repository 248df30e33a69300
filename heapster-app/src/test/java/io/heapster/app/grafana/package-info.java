/** The dashboards under {@code deploy/grafana}, asked of a real InfluxDB. */
@NullMarked
package io.heapster.app.grafana;

import org.jspecify.annotations.NullMarked;
