package io.emend.inference;

import io.emend.engine.GenerationResult;
import io.emend.model.ChatMessage;
import io.emend.model.Prompt;
import java.util.List;

/**
 * A finished turn and what a next one needs.
 *
 * @param conversation the messages so far, the answer included
 */
public record Turn(
    Prompt prompt,
    List<ChatMessage> conversation,
    GenerationResult result,
    ExtractedAnswer answer) {}
