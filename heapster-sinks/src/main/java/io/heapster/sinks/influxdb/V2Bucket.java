package io.heapster.sinks.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.OrganizationsQuery;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.client.domain.Organization;
import com.influxdb.exceptions.InfluxException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.influxdb.InfluxdbConfig.V2;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a bucket that is not there. */
final class V2Bucket {
  private final V2 target;
  private final @Nullable Duration retention;

  V2Bucket(V2 target, @Nullable Duration retention) {
    this.target = target;
    this.retention = retention;
  }

  /**
   * @param missing what the server said to a write
   * @throws SinkHeldException when we may not
   */
  void create(InfluxDBClient client, RefusalException missing) throws IOException {
    try {
      client.getBucketsApi().createBucket(target.bucket(), rules(), organisation(client, missing));
    } catch (InfluxException e) {
      if (!(e.getCause() instanceof RefusalException refusal)) {
        throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
      }
      if (refusal.status() == 429 || refusal.status() >= 500) {
        throw refusal;
      }
      throw held(missing, refusal.answer());
    } catch (RuntimeException e) {
      throw Replies.notReadable("what organisations and buckets it has", e);
    }
  }

  private Organization organisation(InfluxDBClient client, RefusalException missing)
      throws SinkHeldException {
    var byName = new OrganizationsQuery();
    byName.setOrg(target.organisation());
    List<Organization> found = client.getOrganizationsApi().findOrganizations(byName);
    if (found == null || found.isEmpty()) {
      throw held(missing, "no organisation of that name is shown to us");
    }
    return found.getFirst();
  }

  private @Nullable BucketRetentionRules rules() {
    Duration wanted = retention;
    return wanted == null || wanted.isZero()
        ? null
        // The client's seconds are an int: 68 years.
        : new BucketRetentionRules()
            .everySeconds((int) Math.min(wanted.toSeconds(), Integer.MAX_VALUE));
  }

  private SinkHeldException held(RefusalException missing, String reason) {
    return new SinkHeldException(
        "InfluxDB cannot find bucket \""
            + target.bucket()
            + "\" of organisation \""
            + target.organisation()
            + "\" ("
            + missing.reason()
            + "), and we may not create it ("
            + reason
            + "): create it, or check the options org and bucket",
        missing);
  }
}
