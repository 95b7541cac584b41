package io.emend.scenes.lesson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A byte-level BPE vocabulary in which every word that scenes can say is one token, with all 256
 * bytes beneath, so that any text can be read. Merges are made word by word from the left; a word's
 * merges come before those of later words, so later ones cannot disturb it.
 */
public final class SceneTokenizer {
  /** Special tokens, by id. */
  public static final List<String> SPECIAL =
      List.of("<pad>", "<|end|>", "<|user|>", "<|assistant|>", "<image>");

  /** How the ByteLevel pre-tokenizer cuts text (GPT-2). */
  private static final Pattern PIECES =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

  private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
  private final List<String[]> merges = new ArrayList<>();
  private final Map<String, Integer> ranks = new LinkedHashMap<>();

  /**
   * @param texts everything whose words are to be single tokens
   */
  public SceneTokenizer(Iterable<String> texts) {
    SPECIAL.forEach(this::token);
    for (int b = 0; b < 256; b++) {
      token(symbol(b));
    }
    TreeSet<String> words = new TreeSet<>();
    for (String text : texts) {
      Matcher pieces = PIECES.matcher(text);
      while (pieces.find()) {
        words.add(pieces.group());
      }
    }
    words.forEach(this::learn);
  }

  private void token(String token) {
    vocabulary.putIfAbsent(token, vocabulary.size());
  }

  private void learn(String word) {
    List<String> symbols = merged(symbols(word));
    while (symbols.size() > 1) {
      merges.add(new String[] {symbols.get(0), symbols.get(1)});
      ranks.put(symbols.get(0) + "\n" + symbols.get(1), ranks.size());
      token(symbols.get(0) + symbols.get(1));
      symbols = merged(symbols(word));
    }
  }

  /** Applies the merges learned so far, always the earliest that fits. */
  private List<String> merged(List<String> symbols) {
    List<String> now = new ArrayList<>(symbols);
    while (true) {
      int best = -1;
      int bestRank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < now.size(); i++) {
        int rank = ranks.getOrDefault(now.get(i) + "\n" + now.get(i + 1), Integer.MAX_VALUE);
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        return now;
      }
      now.set(best, now.get(best) + now.remove(best + 1));
    }
  }

  private static List<String> symbols(String word) {
    List<String> symbols = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      symbols.add(symbol(b & 0xff));
    }
    return symbols;
  }

  /** The printable character that stands for a byte: itself, or one from U+0100 on. */
  private static String symbol(int b) {
    if (isPrintable(b)) {
      return String.valueOf((char) b);
    }
    int shift = 0;
    for (int other = 0; other < b; other++) {
      shift += isPrintable(other) ? 0 : 1;
    }
    return String.valueOf((char) (256 + shift));
  }

  private static boolean isPrintable(int b) {
    return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
  }

  /** Token to id, by id. */
  public Map<String, Integer> vocabulary() {
    return vocabulary;
  }

  /** Pairs, the earliest first. */
  public List<String[]> merges() {
    return merges;
  }
}
