package io.emend.inference.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatEvent.TextEvent;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.http.EventStream;
import io.emend.inference.openai.ChatResponse.Message;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer's choices as OpenAI streams them. A choice's chunk with the role waits for its first
 * text, so that a request that is refused still gets a status of its own.
 */
final class ChatChunks {
  private final ChatAnswer answer;
  private final boolean withUsage;
  private final ObjectMapper json;
  private final int choices;
  private final Set<Integer> started = new HashSet<>();
  private final List<ChatResult> ended = new ArrayList<>();

  ChatChunks(ChatAnswer answer, int choices, boolean withUsage, ObjectMapper json) {
    this.answer = answer;
    this.choices = choices;
    this.withUsage = withUsage;
    this.json = json;
  }

  /**
   * @param choice its index
   */
  List<String> lines(int choice, ChatEvent event) {
    List<String> lines = new ArrayList<>();
    if (started.add(choice)) {
      lines.add(line(answer.chunk(choice, new Message("assistant", ""))));
    }
    if (event instanceof TextEvent text) {
      lines.add(line(answer.chunk(choice, new Message(null, text.text()))));
    } else {
      addEnd(lines, choice, ((ResultEvent) event).result());
    }
    return lines;
  }

  private void addEnd(List<String> lines, int choice, ChatResult result) {
    lines.add(line(answer.lastChunk(choice, result)));
    ended.add(result);
    if (ended.size() < choices) {
      return;
    }
    if (withUsage) {
      lines.add(line(answer.usageChunk(ended)));
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
