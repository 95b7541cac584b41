package io.emend.access;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * By which name a request calls this server.
 *
 * @param host a name or an address; empty where the request has none
 * @param port -1 for the usual one
 */
record Authority(String host, int port) {

  static Authority of(HttpServerRequest request) {
    HostAndPort called = request.authority();
    return called == null ? new Authority("", -1) : new Authority(called.host(), called.port());
  }

  /** By what is written alone: a name that leads to a loopback address is anybody's. */
  boolean isLoopback() {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
  }

  /**
   * Whether pages of the origin come from here. Its scheme is not compared: behind a proxy that
   * ends TLS, it is not the one that arrives.
   */
  boolean isOf(String origin) {
    try {
      URI page = new URI(origin);
      int usual = "https".equalsIgnoreCase(page.getScheme()) ? 443 : 80;
      return host.equalsIgnoreCase(page.getHost())
          && (port == -1 ? usual : port) == (page.getPort() == -1 ? usual : page.getPort());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
