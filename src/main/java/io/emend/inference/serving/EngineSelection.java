package io.emend.inference.serving;

import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.embedded.EmbeddedChatModel;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.remote.RemoteChatModel;
import io.emend.inference.remote.RemoteModel;
import io.emend.inference.telemetry.GenerationTimes;
import io.emend.inference.telemetry.GenerationTraces;
import io.emend.inference.telemetry.ObservedChatModel;
import io.emend.inference.telemetry.StartMetrics;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the engine that {@code emend.inference.engine} names behind the port. */
@Singleton
final class EngineSelection {
  private final InferenceConfig config;

  EngineSelection(InferenceConfig config) {
    this.config = config;
  }

  @Produces
  @Singleton
  ModelLifecycle lifecycle(Instance<ServingModel> embedded, Instance<RemoteModel> remote) {
    return selected(embedded, remote);
  }

  @Produces
  @Singleton
  ModelCatalog catalog(Instance<ServingModel> embedded, Instance<RemoteModel> remote) {
    return selected(embedded, remote);
  }

  @Produces
  @Singleton
  ChatModel chat(
      Instance<EmbeddedChatModel> embedded,
      Instance<RemoteChatModel> remote,
      ModelCatalog catalog,
      GenerationTimes times,
      GenerationTraces traces,
      StartMetrics start) {
    ChatModel engine = selected(embedded, remote);
    return new ObservedChatModel(engine, catalog, times, traces, start);
  }

  /** The other one is not made. */
  private <T> T selected(Instance<? extends T> embedded, Instance<? extends T> remote) {
    return switch (config.engine()) {
      case EMBEDDED -> embedded.get();
      case OPENAI -> remote.get();
    };
  }
}
