package io.heapster.api;

import io.heapster.api.http.ApiCompat;
import java.time.Duration;
import java.util.List;

/**
 * How the API is served; Heapster's flags of the same names.
 *
 * @param listenIp address to bind; empty for all
 * @param port 0 for any free one
 * @param tlsCert PEM file of the server's certificate; empty serves plain HTTP
 * @param tlsKey PEM file of its key
 * @param tlsClientCa PEM file of the authority of client certificates; empty asks for none
 * @param allowedUsers common names of the client certificates let in; empty lets in all of them
 * @param disableExport answers an empty export
 * @param metricResolution distance of two ticks, from which the limits of the health checks follow
 * @param compat whose behaviour to follow where Heapster's was a mistake
 */
public record ApiServerConfig(
    String listenIp,
    int port,
    String tlsCert,
    String tlsKey,
    String tlsClientCa,
    List<String> allowedUsers,
    boolean disableExport,
    Duration metricResolution,
    ApiCompat compat) {

  /** Plain HTTP on Heapster's port. */
  public static final ApiServerConfig DEFAULT =
      new ApiServerConfig(
          "", 8082, "", "", "", List.of(), false, Duration.ofMinutes(1), ApiCompat.DEFAULT);

  public ApiServerConfig {
    allowedUsers = List.copyOf(allowedUsers);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "heapster_port " + port + ": a port is a number from 0 to 65535");
    }
  }

  /** The same, bound elsewhere. */
  public ApiServerConfig at(String ip, int newPort) {
    return new ApiServerConfig(
        ip,
        newPort,
        tlsCert,
        tlsKey,
        tlsClientCa,
        allowedUsers,
        disableExport,
        metricResolution,
        compat);
  }

  /** The same in another mode. */
  public ApiServerConfig as(ApiCompat mode) {
    return new ApiServerConfig(
        listenIp,
        port,
        tlsCert,
        tlsKey,
        tlsClientCa,
        allowedUsers,
        disableExport,
        metricResolution,
        mode);
  }
}
