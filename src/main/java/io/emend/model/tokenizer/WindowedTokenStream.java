package io.emend.model.tokenizer;

import io.emend.model.TokenStream;
import java.util.Arrays;

/**
 * Decodes a window of the last tokens with and without the new one; what differs is new text. A
 * window that ends in U+FFFD holds half a character, so it waits for more.
 */
public final class WindowedTokenStream implements TokenStream {
  private static final String HALF = "\uFFFD";

  private final TextTokenizer tokenizer;
  private int[] tokens = new int[64];
  private int count;
  private int windowStart;
  private int emitted;

  public WindowedTokenStream(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String add(int token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
    String before = decode(windowStart, emitted);
    String now = decode(windowStart, count);
    if (now.endsWith(HALF) || now.length() <= before.length()) {
      return "";
    }
    windowStart = emitted;
    emitted = count;
    return now.substring(before.length());
  }

  @Override
  public String flush() {
    String before = decode(windowStart, emitted);
    String now = decode(windowStart, count);
    emitted = count;
    return now.length() > before.length() ? now.substring(before.length()) : "";
  }

  private String decode(int from, int to) {
    return tokenizer.decode(Arrays.copyOfRange(tokens, from, to));
  }
}
