package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.request.StatusException.Details;

/** Says who may not do what, in the words of Kubernetes. */
final class ForbiddenText {
  private ForbiddenText() {}

  /**
   * 403.
   *
   * @param reason of the authoriser; may be empty
   */
  static StatusException denied(UserInfo user, Attributes asked, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    return switch (asked) {
      case Attributes.Path(var verb, var path) ->
          forbidden(
              "forbidden: "
                  + safe(
                      "User %s cannot %s path %s"
                          .formatted(quoted(user.name()), verb, quoted(path)))
                  + because,
              Details.EMPTY);
      case Attributes.Resource resource ->
          forbidden(
              what(resource) + " is forbidden: " + safe(sentence(user, resource)) + because,
              Details.of(resource.name(), resource.group(), resource.resource()));
    };
  }

  private static StatusException forbidden(String message, Details details) {
    return new StatusException(403, "Forbidden", message, details);
  }

  private static String what(Attributes.Resource asked) {
    String resource =
        asked.group().isEmpty() ? asked.resource() : asked.resource() + "." + asked.group();
    return asked.name().isEmpty() ? resource : resource + " " + quoted(asked.name());
  }

  private static String sentence(UserInfo user, Attributes.Resource asked) {
    String resource =
        asked.subresource().isEmpty()
            ? asked.resource()
            : asked.resource() + "/" + asked.subresource();
    String where =
        asked.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace " + quoted(asked.namespace());
    return "User %s cannot %s resource %s in API group %s %s"
        .formatted(
            quoted(user.name()), asked.verb(), quoted(resource), quoted(asked.group()), where);
  }

  /** Names are the caller's choice, and the answer may end up in a browser. */
  private static String safe(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** In quotes, escaped as Go does. */
  static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').appendCodePoint(c);
          } else if (c >= 0x20 && c < 0x7F || c > 0x9F && Character.isDefined(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
          }
        });
    return out.append('"').toString();
  }
}
