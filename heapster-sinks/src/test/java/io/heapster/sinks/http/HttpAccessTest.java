package io.heapster.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.sinks.http.HttpAccess.Header;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpAccessTest {

  private static Options options(String text) {
    return new Options("sink x", ComponentUri.parse("x:" + text, _ -> null).options());
  }

  @Test
  void from_nothing_isAnonymousAndTrustsTheUsualAuthorities() {
    HttpAccess access = HttpAccess.from(options(""));

    assertThat(access)
        .isEqualTo(
            new HttpAccess(new Credentials.Anonymous(), null, false, false, List.of(), null));
  }

  @Test
  void from_headers_keepsThemInOrder() {
    Options options = options("?header=X-Scope-OrgID: one&header=X-Two:a b");

    assertThat(HttpAccess.from(options).headers())
        .containsExactly(new Header("X-Scope-OrgID", "one"), new Header("X-Two", "a b"));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void from_mistakes_areAllTold() {
    Options options =
        options(
            "?user=a&token=b&cacert=/does/not/exist&header=bad&header=Host: x&insecuressl=maybe"
                + "&headerFile=/none");

    HttpAccess.from(options);

    assertThat(options.problems())
        .containsExactly(
            "sink x: option user: \"a\": given beside token, expected one of them",
            "sink x: option cacert: \"/does/not/exist\": no such file, or it cannot be read",
            "sink x: option insecuressl: \"maybe\": expected true or false",
            "sink x: option header: \"\": expected Name: value, in printable ASCII",
            "sink x: option header: \"Host\": is set by the sink itself",
            "sink x: option headerFile: \"/none\": no such file, or it cannot be read");
  }

  @Test
  void toString_headersAndSecrets_areNotTold() {
    HttpAccess access = HttpAccess.from(options("?user=u&pw=hush&header=X-Key: hush"));

    assertThat(access.toString()).contains("X-Key").doesNotContain("hush");
  }

  @Test
  void parseAddress_wrong_isTold() {
    Options options = options("");

    assertThat(HttpAddress.parse("", "http://a:1", options)).isEqualTo(URI.create("http://a:1"));
    HttpAddress.parse("tcp://a:1", "", options);
    HttpAddress.parse("", "", options);
    HttpAddress.parse("http://user:secret@host", "", options);

    assertThat(options.problems())
        .containsExactly(
            "sink x: option address: \"tcp://a:1\": expected http://host[:port] or"
                + " https://host[:port]",
            "sink x: option address: \"\": expected http://host[:port] or https://host[:port]",
            "sink x: option address: \"host\": holds credentials, expected them in the options"
                + " user and pw");
  }
}
