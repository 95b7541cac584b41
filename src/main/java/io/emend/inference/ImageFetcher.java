package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches pictures from allow-listed hosts over https. The name is resolved once and the connection
 * goes to the address that was checked, so that a second answer of the name server cannot lead
 * elsewhere. Redirects are not followed.
 */
@Singleton
class ImageFetcher {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int HTTPS = 443;
  private static final int MAX_HEADER_BYTES = 16_384;

  private final Set<String> hosts;
  private final long maxBytes;
  private final AddressPolicy policy;

  ImageFetcher(InferenceConfig config) {
    this.hosts = config.imageHosts().orElse(Set.of());
    this.maxBytes = config.maxImageBytes().asLongValue();
    this.policy = AddressPolicy.publicOnly();
  }

  /**
   * @throws EmendException {@code url_refused} or {@code url_unreachable}
   */
  byte[] fetch(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (!hosts.contains(host)) {
      throw refused("must be of a host in emend.inference.image-hosts", host);
    }
    if (uri.getUserInfo() != null || uri.getPort() != -1 && uri.getPort() != HTTPS) {
      throw refused("must have no user and no port", uri.getAuthority());
    }
    try {
      return read(connect(resolve(host), host), uri, host);
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.URL_UNREACHABLE, "image URL cannot be fetched from " + host, e);
    }
  }

  private InetAddress resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      if (!policy.allows(address)) {
        throw refused("must lead to a public address", host);
      }
    }
    return addresses[0];
  }

  private static SSLSocket connect(InetAddress address, String host) throws IOException {
    Socket plain = new Socket();
    plain.connect(new java.net.InetSocketAddress(address, HTTPS), TIMEOUT_MILLIS);
    plain.setSoTimeout(TIMEOUT_MILLIS);
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, HTTPS, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(host)));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private byte[] read(SSLSocket socket, URI uri, String host) throws IOException {
    try (socket) {
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String request =
          "GET %s%s HTTP/1.0\r\nHost: %s\r\nAccept: image/*\r\nConnection: close\r\n\r\n"
              .formatted(path, query, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      checkStatus(header(in), host);
      byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
      if (body.length > maxBytes) {
        throw refused("must lead to at most " + maxBytes + " bytes", host);
      }
      return body;
    }
  }

  private static void checkStatus(String header, String host) {
    String status = header.split(" ", 3).length > 1 ? header.split(" ", 3)[1] : "";
    if (status.startsWith("3")) {
      throw refused("must not redirect", host);
    }
    if (!status.equals("200")) {
      throw new EmendException(
          ErrorCode.URL_UNREACHABLE, "image URL must answer 200, " + host + " answered " + status);
    }
  }

  private static String header(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (!header.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || header.length() > MAX_HEADER_BYTES) {
        throw new IOException("no complete header");
      }
      header.append((char) next);
    }
    return header.toString();
  }

  private static EmendException refused(String rule, Object value) {
    return new EmendException(
        ErrorCode.URL_REFUSED,
        "image URL " + rule + ", was " + value,
        Map.of("field", "image", "rule", rule, "value", String.valueOf(value)));
  }
}
