package io.emend.inference.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.engine.GenerationResult;
import io.emend.inference.EventStream;
import io.emend.inference.Generator.Event;
import io.emend.inference.Generator.ResultEvent;
import io.emend.inference.Generator.TextEvent;
import io.emend.inference.openai.ChatResponse.Message;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One answer as OpenAI streams it. The chunk with the role waits for the first text, so that a
 * request that is refused still gets a status of its own.
 */
final class ChatChunks {
  private final ChatAnswer answer;
  private final boolean withUsage;
  private final ObjectMapper json;
  private boolean started;

  ChatChunks(ChatAnswer answer, boolean withUsage, ObjectMapper json) {
    this.answer = answer;
    this.withUsage = withUsage;
    this.json = json;
  }

  List<String> lines(Event event) {
    List<String> lines = new ArrayList<>();
    if (!started) {
      started = true;
      lines.add(line(answer.chunk(new Message("assistant", ""))));
    }
    if (event instanceof TextEvent text) {
      lines.add(line(answer.chunk(new Message(null, text.text()))));
    } else {
      addEnd(lines, ((ResultEvent) event).result());
    }
    return lines;
  }

  private void addEnd(List<String> lines, GenerationResult result) {
    lines.add(line(answer.lastChunk(result)));
    if (withUsage) {
      lines.add(line(answer.usageChunk(result)));
    }
    lines.add(EventStream.data("[DONE]"));
  }

  /** OpenAI's clients look for the member {@code error} in every chunk. */
  String failed(HttpProblem problem) {
    return line(Map.of(OpenAiErrors.MEMBER, problem.getParameters().get(OpenAiErrors.MEMBER)));
  }

  private String line(Object chunk) {
    try {
      return EventStream.data(json.writeValueAsString(chunk));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
