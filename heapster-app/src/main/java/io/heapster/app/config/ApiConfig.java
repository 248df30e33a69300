package io.heapster.app.config;

import io.heapster.core.config.ComponentUri;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API.
 *
 * @param listenIp an address of this machine; empty for all
 * @param port 0 picks a free one
 * @param tls null for plain HTTP
 * @param historicalSource the sink that questions about the past are put to; null for none
 */
public record ApiConfig(
    String listenIp,
    int port,
    @Nullable Tls tls,
    List<String> allowedUsers,
    boolean exports,
    @Nullable ComponentUri historicalSource) {

  /**
   * PEM files.
   *
   * @param clientCa who must have signed clients' certificates; null lets everybody in
   */
  public record Tls(Path certificate, Path key, @Nullable Path clientCa) {}

  public ApiConfig {
    allowedUsers = List.copyOf(allowedUsers);
  }

  /** Without a historical source. */
  public ApiConfig(
      String listenIp, int port, @Nullable Tls tls, List<String> allowedUsers, boolean exports) {
    this(listenIp, port, tls, allowedUsers, exports, null);
  }

  /** The same API on another port. */
  public ApiConfig withPort(int other) {
    return new ApiConfig(listenIp, other, tls, allowedUsers, exports, historicalSource);
  }

  static ApiConfig read(Settings settings, UnaryOperator<String> environment) {
    return new ApiConfig(
        listenIp(settings),
        settings.number(DaemonSettings.PORT, 0, 65535),
        tls(settings).orElse(null),
        allowedUsers(settings),
        !settings.flag(DaemonSettings.DISABLE_EXPORT),
        historicalSource(settings, environment));
  }

  private static @Nullable ComponentUri historicalSource(
      Settings settings, UnaryOperator<String> environment) {
    List<ComponentUri> given = settings.components(DaemonSettings.HISTORICAL_SOURCE, environment);
    return given.isEmpty() ? null : given.getLast();
  }

  private static String listenIp(Settings settings) {
    String text = settings.text(DaemonSettings.LISTEN_IP);
    if (!text.isEmpty()) {
      try {
        var _ = InetAddress.ofLiteral(text);
      } catch (IllegalArgumentException e) {
        settings.problem(DaemonSettings.LISTEN_IP, text, "expected an IP address");
      }
    }
    return text;
  }

  private static Optional<Tls> tls(Settings settings) {
    Optional<Path> certificate =
        settings.file(DaemonSettings.TLS_CERT, PemFile::problemOfCertificates);
    Optional<Path> key = settings.file(DaemonSettings.TLS_KEY, PemFile::problemOfKey);
    Optional<Path> clientCa =
        settings.file(DaemonSettings.TLS_CLIENT_CA, PemFile::problemOfCertificates);
    if (certificate.isPresent() != key.isPresent()) {
      settings.problem("--tls-cert and --tls-key: only one is given, both or neither are needed");
    } else if (clientCa.isPresent() && certificate.isEmpty()) {
      settings.problem("--tls-client-ca: needs --tls-cert and --tls-key, which are not given");
    }
    return certificate.flatMap(
        chain -> key.map(file -> new Tls(chain, file, clientCa.orElse(null))));
  }

  private static List<String> allowedUsers(Settings settings) {
    List<String> users = settings.list(DaemonSettings.ALLOWED_USERS);
    if (!users.isEmpty() && !settings.isGiven(DaemonSettings.TLS_CLIENT_CA)) {
      settings.problem("--allowed-users: needs --tls-client-ca, or nobody would be checked");
    }
    return users;
  }
}
