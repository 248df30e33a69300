package io.heapster.core.metric;

/**
 * Keys of the labels that metric sets and labelled series carry, exactly as Heapster wrote them.
 */
public final class LabelKeys {
  public static final String TYPE = "type";
  public static final String NODENAME = "nodename";
  public static final String HOSTNAME = "hostname";
  public static final String HOST_ID = "host_id";
  public static final String SCHEDULABLE = "schedulable";
  public static final String CONTAINER_NAME = "container_name";
  public static final String CONTAINER_BASE_IMAGE = "container_base_image";
  public static final String POD_ID = "pod_id";
  public static final String POD_NAME = "pod_name";
  public static final String NAMESPACE_NAME = "namespace_name";
  public static final String NAMESPACE_ID = "namespace_id";

  /** All Kubernetes labels of the object, joined into one text. */
  public static final String LABELS = "labels";

  /** Device, file system or volume of a labelled series. */
  public static final String RESOURCE_ID = "resource_id";

  public static final String MAKE = "make";
  public static final String MODEL = "model";
  public static final String ACCELERATOR_ID = "accelerator_id";

  /** Network interface of a {@code network_interface/*} series; not known to Heapster. */
  public static final String INTERFACE = "interface";

  /** Claim behind a {@code volume_claim/*} series; not known to Heapster. */
  public static final String PERSISTENT_VOLUME_CLAIM = "persistentvolumeclaim";

  private LabelKeys() {}
}
