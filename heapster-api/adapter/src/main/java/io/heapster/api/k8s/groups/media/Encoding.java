package io.heapster.api.k8s.groups.media;

/** How an object becomes bytes. */
public enum Encoding {
  JSON("application/json"),
  YAML("application/yaml");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
