package io.emend.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.config.ConfigNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The tokenizer of {@code tokenizer.json}, by Hugging Face's own library. Thread-safe. */
public final class TextTokenizer implements AutoCloseable {
  /** Breaks the names of special tokens in text that comes from outside; never part of a prompt. */
  private static final char BREAK = '\uE000';

  private static final String FILE = "tokenizer.json";

  private final HuggingFaceTokenizer tokenizer;
  private final List<String> specialTokens;
  private final int largest;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, List<String> specialTokens, int largest) {
    this.tokenizer = tokenizer;
    this.specialTokens = specialTokens;
    this.largest = largest;
  }

  /**
   * @param control ids that user text must not bring, whether the file calls them special or not
   * @throws EmendException {@code model_invalid}, naming the file
   */
  public static TextTokenizer read(Path directory, Set<Integer> control) {
    Path file = directory.resolve(FILE);
    ConfigNode root = ConfigNode.read(file);
    refuseDropout(root.json().path("model").path("dropout"));
    List<String> special =
        StreamSupport.stream(root.at("added_tokens").json().spliterator(), false)
            .filter(token -> isControl(token, control))
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
          special,
          largest(root));
    } catch (IOException | RuntimeException e) {
      throw new EmendException(
          ErrorCode.MODEL_INVALID, FILE + " cannot be used: " + firstLine(e), e);
    }
  }

  /** Merges that are left out at random are for training a tokenizer's model. */
  private static void refuseDropout(JsonNode dropout) {
    if (!dropout.isMissingNode() && !dropout.isNull() && dropout.asDouble(1) != 0) {
      throw EmendException.invalidModel(FILE, "model.dropout", "must be null or 0", dropout);
    }
  }

  /** Vocabularies are objects of ids, or lists in the order of ids. */
  private static int largest(ConfigNode root) {
    JsonNode vocabulary = root.json().path("model").path("vocab");
    int largest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id.asInt());
      }
    }
    for (JsonNode token : root.json().path("added_tokens")) {
      largest = Math.max(largest, token.path("id").asInt());
    }
    return largest;
  }

  /**
   * A token that the model has no embedding for would be an error at the first text with it.
   *
   * @throws EmendException {@code model_invalid}
   */
  void requireWithin(int vocabulary) {
    if (largest >= vocabulary) {
      throw EmendException.invalidModel(
          FILE, "vocab", "must have ids under the model's vocab_size, " + vocabulary, largest);
    }
  }

  private static boolean isControl(JsonNode token, Set<Integer> control) {
    return token.path("special").asBoolean() || control.contains(token.path("id").asInt(-1));
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
      boolean first = pieces.isEmpty();
      boolean special = addSpecialTokens && first;
      pieces.add(first ? ids(piece, special) : continued(piece));
    }
    return pieces.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /**
   * Ids of text that follows other text: behind a newline, which is taken away again, since
   * SentencePiece vocabularies put a blank before the first word of what they are given.
   */
  private int[] continued(String text) {
    int[] anchor = ids("\n", false);
    int[] all = ids("\n" + text, false);
    return Arrays.mismatch(anchor, all) == anchor.length
        ? Arrays.copyOfRange(all, anchor.length, all.length)
        : ids(text, false);
  }

  private int[] ids(String text, boolean addSpecialTokens) {
    return narrow(tokenizer.encode(text, addSpecialTokens, false).getIds());
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
