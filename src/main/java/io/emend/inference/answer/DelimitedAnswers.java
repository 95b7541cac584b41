package io.emend.inference.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers that stand between marks other than {@code ##}: {@code \boxed{X}} and answer tags. */
final class DelimitedAnswers {
  /** Braces within braces, two deep, as in {@code \boxed{\frac{1}{2}}}. */
  private static final String BRACED = "\\{((?:[^{}]++|\\{(?:[^{}]++|\\{[^{}]*+\\})*+\\})*+)\\}";

  private static final Pattern BOXED = Pattern.compile("\\\\f?box(?:ed)?\\s*" + BRACED);

  /** Conclusions are those of models that reason in tagged stages. An open tag may be cut short. */
  private static final Pattern TAGGED =
      Pattern.compile("(?is)<(answer|conclusion|final[_-]?answer)>((?:(?!</?\\1>).)*+)</\\1>");

  /** As GLM's vision-language models have it. */
  private static final Pattern BOX_TOKENS =
      Pattern.compile("<\\|begin_of_box\\|>([^<]*)<\\|end_of_box\\|>");

  /** Commands that say how a text looks and nothing else. */
  private static final Pattern STYLE =
      Pattern.compile(
          "\\\\(?:text(?:bf|it|rm|sf|tt|normal)?|math(?:rm|bf|it|sf|tt|bb|cal)|bm|boldsymbol|mbox"
              + "|boxed|fbox)\\s*\\{([^{}]*)\\}");

  private static final Pattern SPACE = Pattern.compile("\\\\[ ,;:!]|\\\\q?quad\\b|~");

  private static final int DEEPEST = 4;

  private DelimitedAnswers() {}

  /** All that stands between such marks, is not blank and not denied, in order of the marks. */
  static List<String> in(String response) {
    return List.of(BOXED, TAGGED, BOX_TOKENS).stream()
        .flatMap(mark -> mark.matcher(response).results())
        .filter(found -> !Denial.before(response, found.start()))
        .filter(found -> !Denial.after(response, found.end()))
        .filter(found -> Denial.calledWrong(response, found.end()).isEmpty())
        .map(found -> plain(found.group(found.groupCount())).strip())
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** Without the commands of LaTeX that say how a text looks: {@code \mathrm{C}} is C. */
  static String plain(String text) {
    String now = text;
    for (int depth = 0; depth < DEEPEST; depth++) {
      now = STYLE.matcher(now).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }
    return SPACE.matcher(now).replaceAll(" ");
  }
}
