package io.emend.inference.chat;

/** A conversation that is ready to be answered; made by {@link ChatModel#prompt}. */
public interface ChatPrompt {}
