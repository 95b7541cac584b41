package io.emend.inference.embedded;

import io.emend.inference.chat.ChatPrompt;
import io.emend.model.Prompt;

/** A conversation as the model of this process reads it. */
public record PromptTokens(Prompt prompt) implements ChatPrompt {}
