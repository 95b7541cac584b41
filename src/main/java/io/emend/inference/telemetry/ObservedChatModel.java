package io.emend.inference.telemetry;

import io.emend.generation.Sampling;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ChatPrompt;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.smallrye.mutiny.Multi;
import java.awt.image.BufferedImage;
import java.util.List;

/** An engine whose answers are measured and traced. */
public final class ObservedChatModel implements ChatModel {
  private final ChatModel model;
  private final ModelCatalog catalog;
  private final GenerationTimes times;
  private final GenerationTraces traces;
  private final StartMetrics start;

  public ObservedChatModel(
      ChatModel model,
      ModelCatalog catalog,
      GenerationTimes times,
      GenerationTraces traces,
      StartMetrics start) {
    this.model = model;
    this.catalog = catalog;
    this.times = times;
    this.traces = traces;
    this.start = start;
  }

  @Override
  public ChatPicture picture(byte[] encoded, BufferedImage decoded) {
    return model.picture(encoded, decoded);
  }

  @Override
  public ChatPrompt prompt(List<ChatMessage> conversation) {
    return model.prompt(conversation);
  }

  @Override
  public Multi<ChatEvent> stream(ChatPrompt prompt, Sampling sampling, ModelChoice choice) {
    return Multi.createFrom()
        .deferred(
            () -> {
              String name = catalog.baseName();
              GenerationTrace trace = traces.begin(name, sampling, choice);
              return model.stream(prompt, sampling, choice)
                  .onItem()
                  .invoke(event -> heard(name, event, trace))
                  .onFailure()
                  .invoke(trace::fail)
                  .onCancellation()
                  .invoke(trace::cancel);
            });
  }

  private void heard(String name, ChatEvent event, GenerationTrace trace) {
    start.reached(StartPhase.FIRST_TOKEN);
    if (event instanceof ResultEvent end) {
      times.record(name, end.result());
      trace.complete(end.result());
    }
  }
}
