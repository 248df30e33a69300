package io.heapster.sinks.codec;

/**
 * A batch that a newer Heapster wrote. The bytes may be whole: keep them for the version that can
 * read them.
 */
public final class UnknownBatchVersionException extends CorruptBatchException {
  private final int version;

  UnknownBatchVersionException(int version) {
    super(
        "batch record at offset 4: format version "
            + version
            + ", but this Heapster reads versions up to "
            + RecordFormat.VERSION
            + "; it was written by a newer one");
    this.version = version;
  }

  /** The format version found. */
  public int version() {
    return version;
  }
}
