package io.emend.inference.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a sentence denies, asks or supposes what stands at a place of it. */
final class Denial {
  /** Characters before and after a place that are looked at. */
  private static final int REACH = 200;

  private static final Pattern DENIES =
      Pattern.compile(
          "(?i)\\b(?:not|cannot|never|no longer|no evidence|no way|no chance|impossible|neither|nor|hardly|wrong|incorrect|false|unlikely|unlike"
              + "|unsure|uncertain|hard to believe|mistake|doubt\\w*|reject\\w*|exclud\\w*|eliminat\\w*|rul(?:e|es|ed|ing)\\s+(?:\\w+\\s+)?out"
              + "|whether|why)\\b|n['\u2019]t\\b|[\u4e0d\u522b\u65e0\u6ca1\u975e]");

  /** What others say, or what stands for an example. */
  private static final Pattern QUOTES =
      Pattern.compile(
          "(?i)\\b(?:(?<!I would |I'd |I'll |I can )says?|said|claim(?:s|ed)?|thinks|thought|lied?|suggests?|disagree|mistake"
              + "|format|example)\\b");

  /** Words of others follow, as in {@code Someone said: the answer is B}. */
  private static final Pattern QUOTE_BEGINS =
      Pattern.compile(
          "(?i)\\baccording to (?:the |an? |my |some )?"
              + "(?:critic|user|student|teacher|reviewer|assistant|reference|others?|other model)\\b[^.!?\\n]*$"
              + "|\\b(?:said|says|answer(?:ed|s)|wrote|writes|claim(?:s|ed)|thinks|thought|suggest(?:s|ed))"
              + "\\s*[:,][^.!?\\n]*$");

  private static final Pattern QUOTE_ENDS =
      Pattern.compile(
          "(?i)[\"'\u201d\u2019,\\s]*+(?:[a-z]+\\s+){1,3}(?:said|says|wrote|writes|answered|claim(?:s|ed))\\b");

  private static final Pattern CONDITION =
      Pattern.compile("(?i)\\W*(?:only\\s+)?(?:if|unless|provided)\\b");

  /** Of another answer than the one that is given now. */
  private static final Pattern FORMER =
      Pattern.compile(
          "(?i)\\b(?:previous|earlier|initial|first|original|old|former|prior|draft|proposed|given"
              + "|stated|reference|your|second[- ]best|bad|poor|worst|least likely|\\w+['\u2019]s|student|user|assistant)\\s+$");

  private static final Pattern KEEPS =
      Pattern.compile("(?i)\\b(?:maintain|keep|confirm|reaffirm|stand by|stick (?:to|with))\\b");

  private static final Pattern CROSSED_OUT =
      Pattern.compile("[\u274c\u2717\u2718\u2716]|\ud83d\udc4e|\ud83d\udeab");
  private static final Pattern SUPPOSES =
      Pattern.compile(
          "(?i)\\b(?:if|unless|suppos(?:e|ing)|assum(?:e|ing))\\b|\u5982\u679c|\u5047\u8bbe");
  private static final Pattern SENTENCE = Pattern.compile("[.!?][\"')*_]*\\s|\\n|</?\\w+>");

  /** After these another clause begins, of which a denial before them says nothing. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?i)[,;:\u2014]\\s+(?!that\\b)|[\uff0c\uff1b\uff1a\u3002]|\\b(?:so|thus|therefore|hence|and|but|then)\\b");

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=[\\s\"')*_]|$)|\\n");
  private static final Pattern CALLED_WRONG =
      Pattern.compile(
          "(?i)[\\s)\\]*_\"'.]*+(?:[(\\[,:\u2013\u2014-]\\s*|(?:is|was)\\s+)?(wrong|incorrect|false|rejected|not (?:correct|right|true))\\b");

  private static final Pattern TURNS =
      Pattern.compile("(?i)\\W*(?:which|but|however|though|although)\\b");

  private Denial() {}

  static boolean in(String text) {
    return DENIES.matcher(text).find();
  }

  /** Whether what stands before a place of its sentence denies, supposes or quotes what follows. */
  static boolean before(String text, int at) {
    String sentence = afterLast(SENTENCE, text.substring(Math.max(0, at - REACH), at));
    String clause = afterLast(CLAUSE, sentence);
    return SUPPOSES.matcher(sentence).find()
        || in(clause)
        || QUOTES.matcher(clause).find()
        || QUOTE_BEGINS.matcher(sentence).find()
        || FORMER.matcher(sentence).find() && !KEEPS.matcher(sentence).find();
  }

  /** Whether the rest of a sentence makes a question of it, or takes back what it said. */
  static boolean after(String text, int at) {
    String rest = restOfSentence(text, at);
    boolean question = rest.length() < REACH && text.startsWith("?", at + rest.length());
    return question
        || crossedOut(rest)
        || QUOTE_ENDS.matcher(rest).lookingAt()
        || CONDITION.matcher(rest).lookingAt()
        || TURNS.matcher(rest).lookingAt() && in(rest);
  }

  /** The word that calls wrong what stands before a place: {@code A (wrong)}; empty for none. */
  static Optional<String> calledWrong(String text, int at) {
    Matcher wrong = CALLED_WRONG.matcher(restOfSentence(text, at));
    return wrong.lookingAt() ? Optional.of(wrong.group(1)) : Optional.empty();
  }

  /** From a place up to the end of its sentence, without the sign that ends it. */
  static String restOfSentence(String text, int at) {
    String reached = text.substring(at, Math.min(text.length(), at + REACH));
    Matcher end = SENTENCE_END.matcher(reached);
    return end.find() ? reached.substring(0, end.start()) : reached;
  }

  static boolean crossedOut(String text) {
    return CROSSED_OUT.matcher(text).find();
  }

  private static String afterLast(Pattern border, String text) {
    int from = 0;
    Matcher borders = border.matcher(text);
    while (borders.find()) {
      from = borders.end();
    }
    return text.substring(from);
  }
}
