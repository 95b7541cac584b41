package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private static final int SILENCE_MILLIS = 10_000;

  /** A server that sends a byte now and then would keep a thread for ever without it. */
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private static final int MAX_HEADER_BYTES = 16_384;

  private final FetchRules rules;

  @Inject
  ImageFetcher(InferenceConfig config) {
    this(
        new FetchRules(
            config.imageHosts().orElse(Set.of()),
            FetchRules.HTTPS,
            config.maxImageBytes().asLongValue(),
            AddressPolicy.publicOnly(),
            (SSLSocketFactory) SSLSocketFactory.getDefault()));
  }

  ImageFetcher(FetchRules rules) {
    this.rules = rules;
  }

  /**
   * @throws EmendException {@code url_refused} or {@code url_unreachable}
   */
  byte[] fetch(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (!rules.hosts().contains(host)) {
      throw refused("must be of a host in emend.inference.image-hosts", host);
    }
    if (uri.getUserInfo() != null || uri.getPort() != -1 && uri.getPort() != rules.port()) {
      throw refused("must have no user and no other port", uri.getAuthority());
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
      if (!rules.policy().allows(address)) {
        throw refused("must lead to a public address", host);
      }
    }
    return addresses[0];
  }

  private SSLSocket connect(InetAddress address, String host) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(address, rules.port()), SILENCE_MILLIS);
      plain.setSoTimeout(SILENCE_MILLIS);
      SSLSocket socket = (SSLSocket) rules.tls().createSocket(plain, host, rules.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private byte[] read(SSLSocket socket, URI uri, String host) throws IOException {
    Instant end = Instant.now().plus(WHOLE);
    try (socket) {
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String request =
          "GET %s%s HTTP/1.0\r\nHost: %s\r\nAccept: image/*\r\nConnection: close\r\n\r\n"
              .formatted(path, query, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      checkStatus(header(in, end), host);
      return body(in, end, host);
    }
  }

  private byte[] body(InputStream in, Instant end, String host) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      body.write(piece, 0, read);
      if (body.size() > rules.maxBytes()) {
        throw refused("must lead to at most " + rules.maxBytes() + " bytes", host);
      }
      checkTime(end);
    }
    return body.toByteArray();
  }

  private static void checkTime(Instant end) throws IOException {
    if (Instant.now().isAfter(end)) {
      throw new IOException("the server is too slow");
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

  private static String header(InputStream in, Instant end) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.length() < 4 || header.indexOf("\r\n\r\n", header.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || header.length() > MAX_HEADER_BYTES) {
        throw new IOException("no complete header");
      }
      header.append((char) next);
      checkTime(end);
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
