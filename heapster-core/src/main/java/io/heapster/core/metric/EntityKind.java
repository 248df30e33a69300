package io.heapster.core.metric;

/** What a metric set describes. {@link #type()} is the value of its {@code type} label. */
public enum EntityKind {
  CLUSTER("cluster"),
  NAMESPACE("ns"),
  NODE("node"),
  POD("pod"),
  POD_CONTAINER("pod_container"),
  SYSTEM_CONTAINER("sys_container");

  private final String type;

  EntityKind(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }
}
