package io.heapster.api.http;

/** Reads the Accept header of a request. Weights are not compared. */
public final class AcceptHeader {
  private AcceptHeader() {}

  /** Whether JSON will do; also when the header is absent. */
  public static boolean takesJson(String accept) {
    return accept.isBlank()
        || names(accept, "*/*")
        || names(accept, "application/*")
        || names(accept, Answer.JSON);
  }

  /** Whether the header names HTML before JSON, as browsers do. */
  public static boolean prefersHtml(String accept) {
    int html = accept.indexOf("text/html");
    int json = accept.indexOf(Answer.JSON);
    return html >= 0 && (json < 0 || html < json);
  }

  private static boolean names(String accept, String mediaType) {
    for (String range : accept.split(",")) {
      int weight = range.indexOf(';');
      String type = weight < 0 ? range : range.substring(0, weight);
      if (type.strip().equalsIgnoreCase(mediaType)) {
        return true;
      }
    }
    return false;
  }
}
