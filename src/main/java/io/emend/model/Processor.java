package io.emend.model;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Turns conversations and pictures into model inputs and tokens back into text, as the checkpoint's
 * own tokenizer, chat template and image processor say. Thread-safe.
 */
public interface Processor extends AutoCloseable {

  /** Resize, crop, rescale, normalise; {@code digest} is carried through. */
  PixelValues preprocess(BufferedImage image, String digest);

  /**
   * Renders the chat template with the cue for the assistant's turn, and encodes it: all turns of
   * the conversation as a whole, so that the ids are those of transformers.
   */
  Prompt prompt(List<ChatMessage> conversation);

  /**
   * Ids of an answer as they follow the conversation's {@link #prompt}, without the token that ends
   * a turn.
   */
  int[] answer(List<ChatMessage> conversation, String text);

  /** Ids of plain text, without special tokens added. */
  int[] encode(String text);

  /** Text of ids; special tokens are left out. */
  String decode(int[] tokens);

  /** A decoder that yields text as tokens come, never half a character. */
  TokenStream stream();

  @Override
  void close();
}
