package io.emend.engine;

import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.TokenStream;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A token a character; the tokens {@link #HALF} and {@link #REST} make one character together. */
final class FakeProcessor implements Processor {
  static final int HALF = 38;
  static final int REST = 39;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz 0123456789";
  private static final int FIRST = 2;

  /** A prompt of characters, where {@code <digest>} stands for a picture. */
  static Prompt prompt(String text) {
    List<Integer> tokens = new ArrayList<>();
    List<PlacedImage> images = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        int end = text.indexOf('>', i);
        String digest = text.substring(i + 1, end);
        images.add(new PlacedImage(tokens.size(), new PixelValues(digest, 1, 1, new float[3])));
        IntStream.range(0, FakeModel.IMAGE_TOKENS).forEach(n -> tokens.add(FakeModel.IMAGE));
        i = end;
      } else {
        tokens.add(token(text.charAt(i)));
      }
    }
    return new Prompt(tokens.stream().mapToInt(Integer::intValue).toArray(), images);
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
