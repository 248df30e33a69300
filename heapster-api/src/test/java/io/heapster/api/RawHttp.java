package io.heapster.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;

/** Sends request targets as they are, which the JDK's client would correct or refuse. */
final class RawHttp {
  private static final int TIMEOUT_MILLIS = 30_000;

  private RawHttp() {}

  static HttpResponse<String> get(int port, String target) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new Parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A response taken apart; the body of a chunked one is left in chunks. */
  private record Parsed(String text) implements HttpResponse<String> {
    private String head() {
      return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
    }

    @Override
    public int statusCode() {
      return Integer.parseInt(text.substring(9, 12));
    }

    @Override
    public String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public HttpHeaders headers() {
      var headers = new TreeMap<String, List<String>>();
      for (String line : head().split("\r\n")) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          headers.put(line.substring(0, colon), List.of(line.substring(colon + 2)));
        }
      }
      return HttpHeaders.of(headers, (name, value) -> true);
    }

    @Override
    public HttpRequest request() {
      throw new UnsupportedOperationException("was sent as text");
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://localhost/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
