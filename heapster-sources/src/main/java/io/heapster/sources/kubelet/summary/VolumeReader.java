package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.DeviceLabels;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.DeviceValues;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an element of a pod's {@code volume}; one behind a claim is written under both names. */
final class VolumeReader {
  private static final Metric[] VOLUME = FilesystemReader.family(LabeledMetrics.FILESYSTEM);
  private static final Metric[] CLAIM = FilesystemReader.family(LabeledMetrics.VOLUME_CLAIM);

  private final DeviceIndex devices;
  private final DeviceValues values = new DeviceValues();
  private String name = "";
  private String claim = "";

  VolumeReader(DeviceIndex devices) {
    this.devices = devices;
  }

  /** Reads the volume whose object was just entered. */
  void read(JsonAnswer in, int pod) throws MalformedAnswerException {
    values.clear();
    name = "";
    claim = "";
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> name = in.readName();
        case "pvcRef" -> readClaim(in);
        default -> FilesystemReader.readField(in, field, values);
      }
    }
    if (name.isEmpty()) {
      in.sample().countMalformed();
    } else if (!values.isEmpty()) {
      write(in, pod);
    }
  }

  private void readClaim(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> claim = in.readName();
        default -> in.skip(); // a claim's namespace is its pod's
      }
    }
  }

  private void write(JsonAnswer in, int pod) {
    DeviceLabels labels = in.names().devices();
    values.putSeries(in.sample(), devices.series(pod, labels.volume(name)), VOLUME);
    if (!claim.isEmpty()) {
      values.putSeries(in.sample(), devices.series(pod, labels.claim(claim)), CLAIM);
    }
  }
}
