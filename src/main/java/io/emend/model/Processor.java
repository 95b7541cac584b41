package io.emend.model;

import io.emend.model.image.ImageSize;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns conversations and pictures into model inputs and tokens back into text, as the checkpoint's
 * own tokenizer, chat template and image processor say. Thread-safe.
 */
public interface Processor extends AutoCloseable {

  /**
   * Resize, crop, rescale, normalise; {@code digest} is carried through.
   *
   * @throws io.emend.error.EmendException {@code invalid_value} for {@code image} where its size is
   *     not the one that a checkpoint needs which resizes none
   */
  PixelValues preprocess(BufferedImage image, String digest);

  /** A size of pictures that {@link #preprocess} takes whatever the checkpoint says. */
  default ImageSize anySize() {
    return new ImageSize(64, 64);
  }

  /**
   * A picture without its pixels, which takes its place in a prompt and cannot be encoded.
   *
   * @param size asked for where the number of tokens depends on it
   */
  PixelValues unread(String digest, Supplier<ImageSize> size);

  /** What {@link #preprocess} was configured to do; equal texts mean equal pixels. */
  String imageSettings();

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
