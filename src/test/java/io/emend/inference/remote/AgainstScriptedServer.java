package io.emend.inference.remote;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scripted server for each test, and an engine before it. */
@Timeout(60)
abstract class AgainstScriptedServer {
  static Vertx vertx;

  @TempDir Path store;
  final ScriptedServer server = new ScriptedServer(vertx);
  RemoteEngine engine;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    engine.close();
    server.kill();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** An engine with the server's address, unless the settings have another. */
  RemoteEngine create(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("emend.inference.remote.url", server.url());
    engine = new RemoteEngine(vertx, store, all);
    return engine;
  }
}
