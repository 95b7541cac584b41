package io.emend.inference;

import io.emend.engine.GenerationResult;
import io.emend.inference.answer.ExtractedAnswer;
import io.emend.model.ChatMessage;
import io.emend.model.Prompt;
import java.util.List;

/**
 * A finished turn and what a next one needs.
 *
 * @param model who answered, and answers the next turn
 * @param conversation the messages so far, the answer included
 */
public record Turn(
    ModelChoice model,
    Prompt prompt,
    List<ChatMessage> conversation,
    GenerationResult result,
    ExtractedAnswer answer) {}
