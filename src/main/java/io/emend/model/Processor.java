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

  /** Renders the chat template with the cue for the assistant's turn, and encodes it. */
  Prompt prompt(List<ChatMessage> conversation);

  /**
   * The next turn of a conversation whose first turns the model has read or written already: {@code
   * before} and {@code generated} keep their tokens, so that the engine finds them in its cache.
   *
   * @param conversation the whole conversation, ending with the new user message
   */
  Prompt continuation(Prompt before, int[] generated, List<ChatMessage> conversation);

  /** Ids of plain text, without special tokens added. */
  int[] encode(String text);

  /** Text of ids; special tokens are left out. */
  String decode(int[] tokens);

  /** A decoder that yields text as tokens come, never half a character. */
  TokenStream stream();

  @Override
  void close();
}
