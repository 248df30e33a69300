package io.heapster.sources.simulated.apiserver;

/** Which objects of a kind a request asks for. */
record ObjectFilter(String namespace, LabelSelector labels, LabelSelector fields) {

  boolean isOpen() {
    return namespace.isEmpty()
        && labels.requirements().isEmpty()
        && fields.requirements().isEmpty();
  }

  boolean admits(ApiObject object) {
    return isOpen()
        || ((namespace.isEmpty() || namespace.equals(object.namespace()))
            && labels.matches(object.labels())
            && fields.matches(object.fields()));
  }
}
