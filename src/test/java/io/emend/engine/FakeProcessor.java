package io.emend.engine;

import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.Prompt.Span;
import io.emend.model.TokenStream;
import io.emend.model.image.ImageSize;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A token a character; the tokens {@link #HALF} and {@link #REST} make one character together. */
public final class FakeProcessor implements Processor {
  static final int HALF = 38;
  static final int REST = 39;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz 0123456789";
  private static final int FIRST = 2;

  /**
   * A prompt of characters, where {@code <digest>} stands for a picture of the usual number of
   * tokens, and {@code <digest:3:4>} for one with three, a letter, and four more.
   */
  public static Prompt prompt(String text) {
    List<Integer> tokens = new ArrayList<>();
    List<PlacedImage> images = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        int end = text.indexOf('>', i);
        images.add(picture(text.substring(i + 1, end).split(":"), tokens));
        i = end;
      } else {
        tokens.add(token(text.charAt(i)));
      }
    }
    return new Prompt(tokens.stream().mapToInt(Integer::intValue).toArray(), images);
  }

  private static PlacedImage picture(String[] parts, List<Integer> tokens) {
    int[] lengths =
        parts.length == 1
            ? new int[] {FakeModel.IMAGE_TOKENS}
            : Stream.of(parts).skip(1).mapToInt(Integer::parseInt).toArray();
    List<Span> spans = new ArrayList<>();
    for (int length : lengths) {
      if (!spans.isEmpty()) {
        tokens.add(token('x'));
      }
      spans.add(new Span(tokens.size(), length));
      tokens.addAll(Collections.nCopies(length, FakeModel.IMAGE));
    }
    return new PlacedImage(spans, new FakePixels(parts[0], IntStream.of(lengths).sum()));
  }

  /** The next turn: what was read and written, then more text. */
  static Prompt continued(Prompt before, int[] generated, String more) {
    int[] tokens =
        Stream.of(before.tokens(), generated, tokens(more)).flatMapToInt(Arrays::stream).toArray();
    return new Prompt(tokens, before.images());
  }

  static int token(char character) {
    return FIRST + ALPHABET.indexOf(character);
  }

  static int[] tokens(String text) {
    return text.chars().map(c -> token((char) c)).toArray();
  }

  @Override
  public int[] encode(String text) {
    return tokens(text);
  }

  @Override
  public String decode(int[] tokens) {
    TokenStream stream = stream();
    StringBuilder text = new StringBuilder();
    Arrays.stream(tokens).mapToObj(stream::add).forEach(text::append);
    return text.append(stream.flush()).toString();
  }

  @Override
  public TokenStream stream() {
    return new CharacterStream();
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    throw new UnsupportedOperationException("the engine takes prompts");
  }

  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    throw new UnsupportedOperationException("the engine takes prompts");
  }

  @Override
  public int[] answer(List<ChatMessage> conversation, String text) {
    throw new UnsupportedOperationException("the engine takes prompts");
  }

  @Override
  public PixelValues unread(String digest, Supplier<ImageSize> size) {
    throw new UnsupportedOperationException("the engine takes prompts");
  }

  @Override
  public String imageSettings() {
    throw new UnsupportedOperationException("the engine takes prompts");
  }

  @Override
  public void close() {
    throw new IllegalStateException("the engine does not own the processor");
  }

  /** Holds half a character back. */
  private static final class CharacterStream implements TokenStream {
    private boolean half;

    @Override
    public String add(int token) {
      String before = half && token != REST ? "\uFFFD" : "";
      String now =
          switch (token) {
            case HALF, FakeModel.END, FakeModel.IMAGE -> "";
            case REST -> half ? "é" : "\uFFFD";
            default -> ALPHABET.substring(token - FIRST, token - FIRST + 1);
          };
      half = token == HALF;
      return before + now;
    }

    @Override
    public String flush() {
      String rest = half ? "\uFFFD" : "";
      half = false;
      return rest;
    }
  }
}
