package io.heapster.api.k8s.groups.media;

/** Which view of an object is asked for, by the parameters of its media type. */
public sealed interface Form {
  /** The object itself. */
  record Plain() implements Form {}

  /** Rows and columns for people. */
  record Table(String version) implements Form {}

  /** Name, namespace and labels only. */
  record Metadata(String version) implements Form {}

  /** The same for a list. */
  record MetadataList(String version) implements Form {}

  /** All groups, versions and resources in one document. */
  record GroupDiscovery(String version) implements Form {}

  /** A view that nobody here knows. */
  record Unknown() implements Form {}

  Form PLAIN = new Plain();

  private static boolean isMetaVersion(MediaRange range) {
    String version = range.parameter("v");
    return range.parameter("g").equals("meta.k8s.io")
        && (version.equals("v1") || version.equals("v1beta1"));
  }

  /** Reads {@code as}, {@code g} and {@code v}. */
  static Form of(MediaRange range) {
    String version = range.parameter("v");
    return switch (range.parameter("as")) {
      case "" -> PLAIN;
      case "Table" -> isMetaVersion(range) ? new Table(version) : new Unknown();
      case "PartialObjectMetadata" -> isMetaVersion(range) ? new Metadata(version) : new Unknown();
      case "PartialObjectMetadataList" ->
          isMetaVersion(range) ? new MetadataList(version) : new Unknown();
      case "APIGroupDiscoveryList" ->
          range.parameter("g").equals("apidiscovery.k8s.io")
                  && (version.equals("v2") || version.equals("v2beta1"))
              ? new GroupDiscovery(version)
              : new Unknown();
      default -> new Unknown();
    };
  }
}
