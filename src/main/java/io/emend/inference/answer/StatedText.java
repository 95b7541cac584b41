package io.emend.inference.answer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text that a response states as its answer in a sentence: {@code The color is dark red.}, and
 * where it says nothing else {@code It is dark red.}
 */
final class StatedText {
  private static final String LEAD =
      "(?i:(?:so|thus|hence|therefore|finally|overall|in conclusion)\\b,?\\s+)?+";

  /** {@code My answer is right} says nothing of an option that is called right. */
  private static final String NO_JUDGEMENT =
      "(?!(?i:my|your)\\s+(?:\\w+\\s+)?answer\\s+\\w+\\s+(?i:right|wrong|correct|incorrect)\\W*$)";

  /** {@code That's right} agrees, and names no side. */
  private static final String NO_REMARK = "(?!(?i:right|good|fine|great|nice|the one)\\W*$)";

  private static final String VERB =
      "\\s*+(?i:\\b(?:is|are|was|were|would be|must be)\\b|:|=)\\s*+";

  /** What is asked for. Of other things much may be said that is no answer. */
  private static final String ASKED =
      "(?i:(?:(?:the|its|their|my)\\s+)?(?:final\\s+|correct\\s+|right\\s+|best\\s+)?"
          + "(?:answer|option|choice|colou?r|shape|size|number|count|total|material|texture"
          + "|position|direction|side|object|animal|kind|type|name|word)"
          + "(?:\\s+of\\s+(?:\\w+\\s+){0,3}?\\w+)?)";

  private static final Pattern OF_THE_ASKED =
      Pattern.compile(LEAD + NO_JUDGEMENT + ASKED + VERB + "([^?]+?)[.!]*+");
  private static final Pattern OF_IT =
      Pattern.compile(
          LEAD + "(?i:it|this|that|they|these|those)" + VERB + NO_REMARK + "([^?]+?)[.!]*+");
  private static final Pattern CONTRACTED =
      Pattern.compile(LEAD + "(?i:it|that)['\u2019]s\\s+" + NO_REMARK + "([^?]+?)[.!]*+");
  private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final Pattern MARKUP = Pattern.compile("[*_`\"]+");

  private StatedText() {}

  /** Of the last sentence; a pronoun counts only where no sentence before it says what it is. */
  static Optional<String> in(String response) {
    List<String> sentences =
        END_OF_SENTENCE
            .splitAsStream(MARKUP.matcher(response).replaceAll(""))
            .map(String::strip)
            .filter(sentence -> !sentence.isEmpty())
            .toList();
    if (sentences.isEmpty()) {
      return Optional.empty();
    }
    String last = sentences.get(sentences.size() - 1);
    return sentences.size() > 1
        ? said(last, List.of(OF_THE_ASKED))
        : said(last, List.of(OF_THE_ASKED, OF_IT, CONTRACTED));
  }

  /** Of every sentence that says what is asked for. */
  static Stream<String> all(String response) {
    return END_OF_SENTENCE
        .splitAsStream(MARKUP.matcher(response).replaceAll(""))
        .map(sentence -> said(sentence.strip(), List.of(OF_THE_ASKED)))
        .flatMap(Optional::stream);
  }

  private static Optional<String> said(String sentence, List<Pattern> forms) {
    return forms.stream()
        .map(form -> form.matcher(sentence))
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst();
  }
}
