package io.emend.model.parts;

import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.TokenStream;
import io.emend.model.image.ImageSize;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The checkpoint has no tokenizer: a text is its ids. */
final class GridProcessor implements Processor {
  private static UnsupportedOperationException noText() {
    return new UnsupportedOperationException("the checkpoint has no tokenizer");
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    throw noText();
  }

  @Override
  public PixelValues unread(String digest, Supplier<ImageSize> size) {
    throw noText();
  }

  @Override
  public String imageSettings() {
    return "given";
  }

  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    throw noText();
  }

  @Override
  public int[] answer(List<ChatMessage> conversation, String text) {
    throw noText();
  }

  @Override
  public int[] encode(String text) {
    throw noText();
  }

  @Override
  public String decode(int[] tokens) {
    return Arrays.toString(tokens);
  }

  @Override
  public TokenStream stream() {
    return new TokenStream() {
      @Override
      public String add(int token) {
        return token + " ";
      }

      @Override
      public String flush() {
        return "";
      }
    };
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
