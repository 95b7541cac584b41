package io.emend.inference.answer;

import io.emend.inference.Question;
import io.emend.inference.answer.ExtractedAnswer.Parsed;
import io.emend.inference.answer.ExtractedAnswer.Unparsed;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answer of a response: the last {@code ## X ##} mark; else the forms in which people and
 * models name an option, if all that occur name the same one. Of an open question only what stands
 * between marks is an answer. Reasoning within {@code <think>} tags is none.
 */
public final class AnswerExtractor {
  /** Within one line: markdown headings begin with the same signs. */
  private static final Pattern MARK = Pattern.compile("(?<!#)##++([^\\n]+?)##");

  /** Around the reasoning of models that show it apart from the answer. */
  private static final Pattern END_OF_REASONING =
      Pattern.compile("(?i).*</think(?:ing)?>", Pattern.DOTALL);

  private static final Pattern REASONING = Pattern.compile("(?i)<think(?:ing)?>");
  private static final Pattern YES_OR_NO = Pattern.compile("^\\W*((?i)yes|no)[,.!:;]\\s");
  private static final Pattern STRUCK_OUT = Pattern.compile("~~[^~\\n]++~~");
  private static final Pattern FENCE = Pattern.compile("(?m)^[^\\S\\n]*```+\\w*[^\\S\\n]*$\\n?");
  private static final Pattern FULL_WIDTH = Pattern.compile("[\uff21-\uff3a\uff41-\uff5a]");

  /**
   * @param options choices by letter; empty for an open question
   */
  public ExtractedAnswer extract(String response, List<String> options) {
    Matcher reasoned = END_OF_REASONING.matcher(response);
    String answer = reasoned.lookingAt() ? response.substring(reasoned.end()) : response;
    // Reasoning that does not end has come to no answer.
    return REASONING.matcher(answer).find() ? new Unparsed() : read(plain(answer), options);
  }

  /** Without what is struck out and the borders of code, letters in their usual width. */
  private static String plain(String answer) {
    String present = FENCE.matcher(STRUCK_OUT.matcher(answer).replaceAll("")).replaceAll("");
    return FULL_WIDTH
        .matcher(present)
        .replaceAll(letter -> Normalizer.normalize(letter.group(), Normalizer.Form.NFKC));
  }

  private static ExtractedAnswer read(String response, List<String> options) {
    Optional<String> marked = lastMark(response);
    if (options.isEmpty()) {
      return marked.<ExtractedAnswer>map(Parsed::new).orElseGet(() -> delimited(response));
    }
    OptionTexts texts = new OptionTexts(options);
    return marked
        .map(text -> single(between(DelimitedAnswers.plain(text), texts)))
        .orElseGet(() -> single(stated(texts.withoutDenied(response), texts)));
  }

  private static ExtractedAnswer delimited(String response) {
    List<String> answers = DelimitedAnswers.in(response);
    return answers.size() == 1 ? new Parsed(answers.get(0)) : new Unparsed();
  }

  private static Optional<String> lastMark(String response) {
    Matcher marks = MARK.matcher(response);
    Optional<String> last = Optional.empty();
    int from = 0;
    while (marks.find(from)) {
      if (!marks.group(1).isBlank()) {
        last = Optional.of(marks.group(1).strip());
      }
      // The closing mark of one may be the opening mark of the next.
      from = marks.end() - 2;
    }
    return last;
  }

  private static ExtractedAnswer single(Set<Integer> options) {
    return options.size() == 1 && !options.contains(Statements.OTHER)
        ? new Parsed(Question.letter(options.iterator().next()))
        : new Unparsed();
  }

  /** A capital alone between marks is the letter that was asked for, whatever the options say. */
  private static SortedSet<Integer> between(String text, OptionTexts texts) {
    Fragment fragment = new Fragment(text, texts);
    SortedSet<Integer> capital = fragment.capital();
    SortedSet<Integer> named = capital.isEmpty() ? fragment.named() : capital;
    return named.isEmpty() ? Statements.in(text, texts) : named;
  }

  private static SortedSet<Integer> stated(String response, OptionTexts texts) {
    SortedSet<Integer> found = new TreeSet<>();
    for (String text : DelimitedAnswers.in(response)) {
      SortedSet<Integer> named = between(text, texts);
      found.addAll(named.isEmpty() ? Set.of(Statements.OTHER) : named);
    }
    boolean delimited = !found.isEmpty();
    String plain = DelimitedAnswers.plain(response);
    found.addAll(Statements.in(plain, texts));
    List<String> lines = plain.lines().filter(line -> !line.isBlank()).toList();
    if (found.isEmpty()) {
      return unstated(plain, lines, texts);
    }
    Matcher yesOrNo = YES_OR_NO.matcher(plain);
    if (yesOrNo.find()) {
      found.addAll(texts.named(yesOrNo.group(1)));
    }
    if (!delimited) {
      found.addAll(new Fragment(lines.get(lines.size() - 1), texts).named());
    }
    return found;
  }

  /** Where no sentence says that it is the answer. */
  private static SortedSet<Integer> unstated(
      String response, List<String> lines, OptionTexts texts) {
    if (lines.isEmpty()) {
      return new TreeSet<>();
    }
    List<SortedSet<Integer>> named =
        lines.stream().map(line -> new Fragment(line, texts).named()).toList();
    SortedSet<Integer> all = new TreeSet<>();
    named.forEach(all::addAll);
    if (!named.get(named.size() - 1).isEmpty()) {
      // A list of several options names none.
      return all;
    }
    SortedSet<Integer> stated = sentence(response, texts);
    if (!stated.isEmpty()) {
      return stated;
    }
    SortedSet<Integer> first = first(response, lines, named.get(0), texts);
    return first.containsAll(all) ? first : new TreeSet<>();
  }

  /** An option before its explanation, which speaks of no other one. */
  private static SortedSet<Integer> first(
      String response, List<String> lines, SortedSet<Integer> firstLine, OptionTexts texts) {
    Matcher yesOrNo = YES_OR_NO.matcher(response);
    boolean word = yesOrNo.find();
    SortedSet<Integer> first = word ? texts.named(yesOrNo.group(1)) : firstLine;
    String rest =
        word
            ? response.substring(yesOrNo.end())
            : String.join("\n", lines.subList(1, lines.size()));
    boolean alone =
        first.containsAll(texts.mentioned(response))
            && !Statements.contradicted(first, rest, texts);
    return alone ? first : new TreeSet<>();
  }

  /** The option that a sentence states, where the response speaks of no other one. */
  private static SortedSet<Integer> sentence(String response, OptionTexts texts) {
    SortedSet<Integer> stated =
        StatedText.in(response)
            .map(text -> new Fragment(text, texts).named())
            .orElseGet(TreeSet::new);
    return stated.containsAll(texts.mentioned(response)) ? stated : new TreeSet<>();
  }
}
