package io.emend.inference.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.DefaultSettings;
import io.emend.generation.Sampling;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatMessage.Role;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.HttpServing;
import io.emend.inference.registry.RegistryStore;
import io.emend.storage.file.FileObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The remote engine as the application puts it together, without the application. */
final class RemoteEngine implements AutoCloseable {
  private static final String REMOTE = "emend.inference.remote.";

  final RemoteModel model;
  final RemoteChatModel chat;
  final RegistryStore registries;
  final RemoteTraffic traffic;

  RemoteEngine(Vertx vertx, Path store, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("emend.inference.engine", "openai");
    settings.putIfAbsent("emend.inference.registry-poll", "50ms");
    settings.putIfAbsent("emend.inference.remote.probe", "50ms");
    Map<String, String> ofRemote = new HashMap<>(settings);
    ofRemote.keySet().removeIf(key -> !key.startsWith(REMOTE));
    settings.keySet().removeAll(ofRemote.keySet());
    InferenceConfig config = DefaultSettings.of(InferenceConfig.class, settings);
    RemoteConfig remote = DefaultSettings.of(RemoteConfig.class, ofRemote);
    FileObjectStore objects = new FileObjectStore(store);
    registries = new RegistryStore(objects);
    ObjectMapper json = new ObjectMapper();
    RemoteServer server = new RemoteServer(vertx, remote, json);
    ServerProbe probe = new ServerProbe(server, remote);
    AdapterDirectory directory = new AdapterDirectory(new AdapterFiles(objects), remote);
    RemoteAdapters host = new RemoteAdapters(server, probe, directory);
    ServedAdapters adapters = new ServedAdapters(registries, config);
    EngineState state = new EngineState();
    EngineWatch watch = new EngineWatch(probe, adapters, host, state, remote);
    traffic = new RemoteTraffic(config, remote);
    HttpServing http = new HttpServing(DefaultSettings.of(FunctionsConfig.class), true);
    model = new RemoteModel(config, http, adapters, state, watch, traffic);
    ChatBody bodies = new ChatBody(json, remote);
    chat = new RemoteChatModel(server, state, watch, traffic, config, bodies);
  }

  /** As a server starts: returns when it is known whether the engine answers. */
  RemoteEngine serving() {
    model.start(new StartupEvent());
    model.settled().toCompletableFuture().join();
    return this;
  }

  Uni<ChatResult> ask(String question, Sampling sampling) {
    return chat.generate(
        chat.prompt(List.of(ChatMessage.text(Role.USER, question))), sampling, model.require(null));
  }

  ChatResult ask(String question) {
    return ask(question, Sampling.GREEDY).await().indefinitely();
  }

  @Override
  public void close() {
    model.stop(new ShutdownEvent());
  }
}
