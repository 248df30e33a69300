package io.heapster.core.pipeline;

/** On which of a sink's two lanes a batch travels. Order holds within a lane, not across them. */
public enum Lane {
  /** The newest batch, as soon as it is there. */
  FRESH("fresh"),
  /** A batch that could not be delivered in its time, sent beside the fresh ones. */
  BACKLOG("backlog");

  private final String text;

  Lane(String text) {
    this.text = text;
  }

  /** The word for it on the wire, where the store has room for a header. */
  public String text() {
    return text;
  }
}
