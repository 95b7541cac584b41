package io.emend.inference;

import io.emend.inference.answer.ExtractedAnswer;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.ModelChoice;
import java.util.List;

/**
 * A finished turn and what a next one needs.
 *
 * @param model who answered, and answers the next turn
 * @param conversation the messages so far, the answer included
 */
public record Turn(
    ModelChoice model, List<ChatMessage> conversation, ChatResult result, ExtractedAnswer answer) {}
