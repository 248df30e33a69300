package io.heapster.api.k8s.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * What comes back for bytes that no client library would send.
 *
 * @param status 0 when the connection ended, or stayed silent, without an answer
 */
record RawAnswer(int status, String text) {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int SILENCE_MILLIS = 1_000;

  static RawAnswer of(TestServer test, String sent) throws Exception {
    return of(test, sent, PATIENCE_MILLIS);
  }

  /** For bytes that may never be answered. */
  static RawAnswer ofNonsense(TestServer test, String sent) throws Exception {
    return of(test, sent, SILENCE_MILLIS);
  }

  private static RawAnswer of(TestServer test, String sent, int patienceMillis) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            test.keys.client().getSocketFactory().createSocket("127.0.0.1", test.server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      socket.setSoTimeout(patienceMillis);
      try {
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // refused before the end was sent; the answer may be there all the same
      }
      return parse(read(socket.getInputStream()));
    }
  }

  private static String read(InputStream in) {
    var bytes = new ByteArrayOutputStream();
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        bytes.write(octet);
        if (complete(bytes)) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      // silence
    } catch (IOException e) {
      // cut
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean complete(ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    int headEnd = text.indexOf("\r\n\r\n");
    var length =
        java.util.regex.Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n").matcher(text);
    return headEnd >= 0
        && length.find()
        && bytes.size() >= headEnd + 4 + Integer.parseInt(length.group(1));
  }

  private static RawAnswer parse(String text) {
    return text.startsWith("HTTP/1.")
        ? new RawAnswer(Integer.parseInt(text.substring(9, 12)), text)
        : new RawAnswer(0, text);
  }
}
