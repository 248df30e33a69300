package io.heapster.sources.kubelet;

import io.heapster.core.config.Options;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeAddress;
import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a node's addresses to call, by type in order of preference. Among several of the type
 * InternalIP the last one counts, because it does for Heapster; among others the first. An IP type
 * counts only with a literal address.
 */
public record AddressRule(List<String> types) {
  private static final String INTERNAL_IP = "InternalIP";
  private static final String EXTERNAL_IP = "ExternalIP";

  /** What nodes of Kubernetes 1.7 and older had; of the same rank as ExternalIP. */
  private static final String LEGACY_HOST_IP = "LegacyHostIP";

  private static final List<String> KNOWN =
      List.of(INTERNAL_IP, EXTERNAL_IP, "InternalDNS", "ExternalDNS", "Hostname", LEGACY_HOST_IP);
  private static final Set<String> IP_TYPES = Set.of(INTERNAL_IP, EXTERNAL_IP, LEGACY_HOST_IP);

  /** Heapster's order; after it the names, which Heapster never took. */
  public static final AddressRule DEFAULT = new AddressRule(KNOWN.subList(0, 5));

  public AddressRule {
    types = List.copyOf(types);
  }

  /** Reads {@code preferredAddressTypes}, a list with commas. */
  static AddressRule from(Options options) {
    Optional<String> text = options.text("preferredAddressTypes");
    if (text.isEmpty()) {
      return DEFAULT;
    }
    List<String> types = Arrays.stream(text.get().split(",")).map(String::strip).toList();
    for (String type : types) {
      if (!KNOWN.contains(type)) {
        options.problem("preferredAddressTypes", type, "expected some of " + KNOWN);
        return DEFAULT;
      }
    }
    return new AddressRule(types);
  }

  Optional<String> of(NodeInfo node) {
    for (String type : types) {
      List<String> usable =
          node.addresses().stream()
              .filter(address -> hasRank(address, type) && isUsable(address))
              .map(NodeAddress::address)
              .toList();
      if (!usable.isEmpty()) {
        return Optional.of(type.equals(INTERNAL_IP) ? usable.getLast() : usable.getFirst());
      }
    }
    return Optional.empty();
  }

  private static boolean hasRank(NodeAddress address, String type) {
    return address.type().equals(type)
        || (type.equals(EXTERNAL_IP) && address.type().equals(LEGACY_HOST_IP));
  }

  private static boolean isUsable(NodeAddress address) {
    String text = address.address();
    return IP_TYPES.contains(address.type())
        ? NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text)
        : !text.isBlank();
  }
}
