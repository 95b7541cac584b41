package io.emend.inference.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One request over a bare connection: bodies in chunks, clients that go. */
final class RawHttp implements AutoCloseable {
  private static final int SILENCE_MILLIS = 30_000;

  private final Socket socket;

  RawHttp(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(SILENCE_MILLIS);
  }

  /**
   * @param type none if null
   */
  void head(String path, String type, String more) throws IOException {
    String typed = type == null ? "" : "Content-Type: " + type + "\r\n";
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s\r\n\r\n"
            .formatted(path, typed, more);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  void body(byte[] body) throws IOException {
    socket.getOutputStream().write(body);
  }

  /** As chunks of 8 KB; a server that closes meanwhile has answered already. */
  void chunks(byte[] body, boolean end) throws IOException {
    OutputStream out = socket.getOutputStream();
    try {
      for (int at = 0; at < body.length; at += 8192) {
        int length = Math.min(8192, body.length - at);
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body, at, length);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.write((end ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException closed) {
      return;
    }
  }

  /** All of the answer, until the server closes. */
  String answer() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Without a goodbye, as a client that crashed. */
  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
