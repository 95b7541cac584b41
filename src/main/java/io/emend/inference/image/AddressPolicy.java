package io.emend.inference.image;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses pictures may come from: public ones only. */
@FunctionalInterface
interface AddressPolicy {

  boolean allows(InetAddress address);

  /** Refuses every range that leads to this machine, its network or a cloud's metadata. */
  static AddressPolicy publicOnly() {
    return AddressPolicy::isPublic;
  }

  private static boolean isPublic(InetAddress address) {
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    if (special) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6((Inet6Address) address);
  }

  /** Shared address space 100.64/10, this network 0/8, benchmarks 198.18/15, reserved 240/4. */
  private static boolean isPublic4(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean protocol = first == 192 && second == 0 && b[2] == 0;
    return first != 0 && first < 240 && !shared && !benchmark && !protocol;
  }

  /** Only global unicast 2000::/3, without the ranges that carry an IPv4 address inside. */
  private static boolean isPublic6(Inet6Address address) {
    byte[] b = address.getAddress();
    boolean global = (b[0] & 0xe0) == 0x20;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean teredo = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
    return global && !sixToFour && !teredo && !address.isIPv4CompatibleAddress();
  }
}
