package io.emend.jobs.kubernetes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between an admin and the API server, which can be cut. */
final class Wire implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final URI server;
  private NetServer here;
  private int port;

  Wire(URI server) {
    this.server = server;
    mend();
  }

  int port() {
    return port;
  }

  /** From now on connections are refused, and those there were are gone. */
  void cut() {
    await(here.close());
    open.forEach(NetSocket::close);
    open.clear();
  }

  /** On the port it had before. */
  void mend() {
    here = vertx.createNetServer().connectHandler(this::connect);
    await(here.listen(port, "localhost"));
    port = here.actualPort();
  }

  private void connect(NetSocket from) {
    from.pause();
    open.add(from);
    client
        .connect(server.getPort(), server.getHost())
        .onSuccess(
            to -> {
              open.add(to);
              from.pipeTo(to);
              to.pipeTo(from);
            })
        .onFailure(refused -> from.close());
  }

  private static void await(Future<?> done) {
    done.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
