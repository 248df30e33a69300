package io.heapster.core.usage;

/**
 * Why there are no values.
 *
 * @param detail for users: names the thing, says what to look at
 */
public record NoUsage(Cause cause, String detail) implements NodeAnswer, PodAnswer {

  /** What the reader can do about it. */
  public enum Cause {
    /** No such node is asked. */
    UNKNOWN_NODE,
    /** The node was not asked yet, or did not answer yet: values come in seconds. */
    NOT_ASKED_YET,
    /** There is one sample; a rate takes two: values come with the next. */
    ONE_SAMPLE,
    /** The kubelet answers, but does not list the pod. */
    NOT_LISTED,
    /** The kubelet lists the pod without all that is needed. */
    INCOMPLETE,
    /** The kubelet does not answer, or not to us. */
    FAILING,
    /** The kubelet has no such endpoint: the last tick's batch may have the values. */
    FULL_LANE
  }
}
