package io.emend.inference.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Fetches pictures from allow-listed hosts over https. The name is resolved once and the connection
 * goes to the address that was checked, so that a second answer of the name server cannot lead
 * elsewhere. Redirects are not followed.
 */
@Singleton
class ImageFetcher {
  private static final int MAX_HEADER_BYTES = 16_384;

  private final FetchRules rules;

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
      return read(resolve(host), uri, host);
    } catch (IOException e) {
      EmendException unreachable = unreachable("cannot be fetched from " + host);
      unreachable.initCause(e);
      throw unreachable;
    }
  }

  private InetAddress resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = rules.names().addresses(host);
    for (InetAddress address : addresses) {
      if (!rules.policy().allows(address)) {
        throw refused("must lead to a public address", host);
      }
    }
    return addresses[0];
  }

  /** Past the deadline the connection closes under whoever reads from it, handshake included. */
  private byte[] read(InetAddress address, URI uri, String host) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (Socket plain = new Socket()) {
      done.orTimeout(rules.limits().whole().toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(late -> close(plain));
      return read(connect(plain, address, host), uri, host);
    } finally {
      done.complete(null);
    }
  }

  private static Void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  private SSLSocket connect(Socket plain, InetAddress address, String host) throws IOException {
    int silence = (int) rules.limits().silence().toMillis();
    plain.connect(new InetSocketAddress(address, rules.port()), silence);
    plain.setSoTimeout(silence);
    SSLSocket socket = (SSLSocket) rules.tls().createSocket(plain, host, rules.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private byte[] read(SSLSocket socket, URI uri, String host) throws IOException {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String request =
        "GET %s%s HTTP/1.0\r\nHost: %s\r\nAccept: image/*\r\nConnection: close\r\n\r\n"
            .formatted(path, query, host);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = new BufferedInputStream(socket.getInputStream());
    checkStatus(header(in), host);
    return body(in, host);
  }

  private byte[] body(InputStream in, String host) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      body.write(piece, 0, read);
      if (body.size() > rules.limits().maxBytes()) {
        throw refused("must lead to at most " + rules.limits().maxBytes() + " bytes", host);
      }
    }
    return body.toByteArray();
  }

  private static void checkStatus(String header, String host) {
    String status = header.split(" ", 3).length > 1 ? header.split(" ", 3)[1] : "";
    if (status.startsWith("3")) {
      throw refused("must not redirect", host);
    }
    if (!status.equals("200")) {
      throw unreachable("must answer 200, " + host + " answered " + status);
    }
  }

  private static String header(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.length() < 4 || header.indexOf("\r\n\r\n", header.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || header.length() > MAX_HEADER_BYTES) {
        throw new IOException("no complete header");
      }
      header.append((char) next);
    }
    return header.toString();
  }

  private static EmendException unreachable(String what) {
    return new EmendException(
        ErrorCode.URL_UNREACHABLE, "image URL " + what, Map.of("field", "image"));
  }

  private static EmendException refused(String rule, Object value) {
    return new EmendException(
        ErrorCode.URL_REFUSED,
        "image URL " + rule + ", was " + value,
        Map.of("field", "image", "rule", rule, "value", String.valueOf(value)));
  }
}
