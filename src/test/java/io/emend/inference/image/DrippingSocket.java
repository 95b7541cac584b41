package io.emend.inference.image;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that begins a TLS record of 16 KB and sends a byte of it each 100 ms. */
final class DrippingSocket implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  DrippingSocket() throws IOException {
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      out.write(new byte[] {22, 3, 3, 0x40, 0});
      while (true) {
        out.write(2);
        out.flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
