package io.heapster.api.model;

import io.heapster.api.http.Request;
import io.heapster.core.model.EntityKey;

/** Which entity a request's path names. */
final class EntityPaths {
  private EntityPaths() {}

  static EntityKey.Node node(Request request) {
    return new EntityKey.Node(request.parameter("node-name"));
  }

  static EntityKey freeContainer(Request request) {
    return new EntityKey.SystemContainer(node(request), request.parameter("container-name"));
  }

  static EntityKey namespace(Request request) {
    return new EntityKey.Namespace(request.parameter("namespace-name"));
  }

  static EntityKey.Pod pod(Request request) {
    return new EntityKey.Pod(request.parameter("namespace-name"), request.parameter("pod-name"));
  }

  static EntityKey container(Request request) {
    return new EntityKey.PodContainer(pod(request), request.parameter("container-name"));
  }
}
