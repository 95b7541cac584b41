package io.emend.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The tokenizer of {@code tokenizer.json}, by Hugging Face's own library. Thread-safe. */
public final class TextTokenizer implements AutoCloseable {
  /** Breaks the names of special tokens in text that comes from outside; never part of a prompt. */
  private static final char BREAK = '\uE000';

  private final HuggingFaceTokenizer tokenizer;
  private final List<String> specialTokens;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, List<String> specialTokens) {
    this.tokenizer = tokenizer;
    this.specialTokens = specialTokens;
  }

  /**
   * @throws EmendException {@code model_invalid}, naming the file
   */
  public static TextTokenizer read(Path directory) {
    Path file = directory.resolve("tokenizer.json");
    List<String> special =
        StreamSupport.stream(ConfigNode.read(file).at("added_tokens").json().spliterator(), false)
            .filter(token -> token.path("special").asBoolean())
            .map(token -> token.path("content").asText())
            .filter(content -> content.length() > 1)
            .toList();
    try {
      return new TextTokenizer(
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optTruncation(false)
              .optPadding(false)
              .optAddSpecialTokens(false)
              .build(),
          special);
    } catch (IOException | RuntimeException e) {
      throw new EmendException(
          ErrorCode.MODEL_INVALID, "tokenizer.json cannot be used: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Text from outside, made safe to stand in a template: the name of a special token in it is
   * broken up, so that {@link #encode} reads it as plain text and nobody can smuggle in a turn or
   * an image.
   */
  public String neutralized(String text) {
    String safe = text.replace(String.valueOf(BREAK), "");
    for (String token : specialTokens) {
      safe = safe.replace(token, token.charAt(0) + String.valueOf(BREAK) + token.substring(1));
    }
    return safe;
  }

  /**
   * @param addSpecialTokens whether the tokenizer's own begin token is put before the text
   */
  public int[] encode(String text, boolean addSpecialTokens) {
    List<int[]> pieces = new ArrayList<>();
    for (String piece : text.split(String.valueOf(BREAK), -1)) {
      boolean special = addSpecialTokens && pieces.isEmpty();
      pieces.add(narrow(tokenizer.encode(piece, special, false).getIds()));
    }
    return pieces.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** Special tokens are left out. */
  public String decode(int[] tokens) {
    return tokenizer.decode(IntStream.of(tokens).asLongStream().toArray(), true);
  }

  private static int[] narrow(long[] ids) {
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
