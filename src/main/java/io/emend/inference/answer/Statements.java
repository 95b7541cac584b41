package io.emend.inference.answer;

import io.emend.inference.Question;
import io.emend.inference.answer.OptionTexts.Lead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sentences of a response state as its answer: {@code The answer is B.}, {@code I choose
 * the red one}, {@code B is correct}. A sentence that denies, asks or supposes states nothing.
 */
final class Statements {
  /** Stands for an answer that is none of the options. */
  static final int OTHER = -1;

  private static final String OPEN = "[\\s*_\"'`$(\\[\u201c\u2018]{0,40}+";
  private static final String CLOSE = "[)\\]*_\"'`$\u201d\u2019]*+";
  private static final String NOUN = "(?:answer|option|choice|letter)";

  /** "Choose", where it does not belong to a longer word, and no list of options follows. */
  private static final String CHOOSE =
      "(?<![^\\s\u3002\uff0c\uff1b\uff01\uff1a:,;.*\u6211\u5e94\u8be5\u4f1a\u4eec\u4ee5\u6b64\u7ec8\u6848])\u9009\u62e9?(?!\u9879)\uff1a?";

  /** "The answer is", as models answer Chinese questions. */
  private static final String CHINESE =
      "\u7b54\u6848(?:\u5e94\u8be5|\u5e94)?[\u662f\u4e3a\u9009\uff1a:]\uff1a?"
          + "|\u3010\u7b54\u6848\u3011[\uff1a:]?|\u6545\u9009(?:\u62e9|\u9879)?|"
          + CHOOSE
          + "|\u6b63\u786e\u9009\u9879[\u662f\u4e3a\uff1a:]";

  /** A letter ends a phrase: "A." and "A because", but neither "A dog" nor "A.M.". */
  private static final String ENDS =
      "(?=\\s*$|[\u3002\uff0c\uff1b\uff1a\uff01]|[.!?,;:](?:[\\s)\\]*_\"'`$]|$)|\\s*[(\\[\u2013\u2014]|\\s+-\\s"
          + "|\\s*\\}|\\s+(?i:because|since|as|for|rather than|instead of|not)\\b|(?<=[)\\]])\\s)";

  private static final String ANOTHER =
      "(?:\\s*(?:[,/&+|\u2013-])\\s*(?:(?i:and|or)\\s+)?|\\s+(?i:and/or|and|or|then|to|versus|vs\\.?|as well as)\\s+)"
          + "(?:(?i:option|choice|letter)\\s+)?"
          + OPEN
          + "([B-HJ-Z](?![\\w'])|[AI](?="
          + CLOSE
          + ENDS
          + "))";

  private static final Pattern LETTER =
      Pattern.compile(
          OPEN + "([A-Z])" + CLOSE + "(?:" + ANOTHER + "|" + ENDS + ")", Pattern.MULTILINE);

  /** A small letter is one only where a line ends: "answer: a", but not "answer: a ball". */
  private static final Pattern SMALL =
      Pattern.compile(OPEN + "([a-z])" + CLOSE + "[.,;!]?[^\\S\\n]*$", Pattern.MULTILINE);

  private static final Pattern CUE =
      Pattern.compile(
          "(?i)(?:"
              + CHINESE
              + "|\\b(?:"
              + NOUN
              + "(?:\\s+(?:to|for|of)\\s+(?:the|this|that)\\s+\\w+)?[*_\"']*+"
              + "(?:\\s*+[:=]|\\s+(?:is|remains|(?:will|would|must|should|has to|appears to|seems to) be)\\b"
              + "(?:\\s+(?:still|thus|therefore|indeed|actually|clearly|definitely|probably|(?:most )?likely)\\b)?)"
              + "|(?:choose|select|pick|go with)\\b))[*_]*+\\s*+:?"
              + "(?:\\s*+(?:the\\s+)?(?:(?:correct|right|best)\\s+)?(?:option|choice|letter)\\b)?"
              + "\\s*+:?");

  private static final Pattern CALLED_RIGHT =
      Pattern.compile(
          "(?:^|[.!?,;:]\\s|\\b(?i:so|thus|therefore|hence|and|that|think|believe|"
              + NOUN
              + ")\\b[*_]*)"
              + OPEN
              + "([A-Z])"
              + CLOSE
              + "\\s+is\\s+(?:also\\s+)?(?i:(?:(?:the|my)\\s+)?(?:(?:final|correct|right|best)\\s+)*"
              + NOUN
              + "\\b|(?:correct|right|best)\\b(?=[*_]*(?:[.!,;]|\\s*$|\\s+(?:because|since|as)\\b)))",
          Pattern.MULTILINE);

  private static final Pattern MENTION =
      Pattern.compile(
          "(?i:\\b(?:"
              + NOUN
              + "|(?:could|might|may|should|must)(?: also)? (?:be|have been)|rather say|changed to"
              + "|(?:or|maybe|possibly|perhaps|alternatively)(?:,? (?:maybe|possibly|perhaps))?,?|is also)\\b[*_]*,?\\s++)"
              + OPEN
              + "([A-Z])"
              + CLOSE
              + "(?![\\w'])");
  private static final Pattern TAKEN_BACK =
      Pattern.compile(
          "(?im)(?:^|[.!?\u2026,;\u2014-]\\s*)(?:but\\s+)?(?:wait|actually|hold on|scratch that"
              + "|on second thought|correction)\\b|(?:^|[.!?]\\s+)no[,.!]"
              + "|\u4e0d\u5bf9|\u62b1\u6b49|\u7b49\u7b49"
              + "|\\b(?:sorry|apologi[sz]e|reconsider|re-?examin\\w+|no longer|hmm|I meant|take that back|disagree|illusion)\\b"
              + "|\\b(?:never\\s?mind|just kidding|nope|oops|(?:strike|forget) (?:that|it)|not really|my mistake)\\b"
              + "|[.!?]\\s+(?:not|false|wrong|incorrect)[.!]"
              + "|\\b(?:this|that|it|(?:my|the|this)\\s+(?:\\w+\\s+)?answer|I)"
              + "(?:\\s+(?:is|was|am|(?:could|may|might) be)|['\u2019](?:s|m))"
              + "\\s+(?:an? )?(?:wrong|incorrect|false|mistake[n]?|not (?:right|correct|true))\\b"
              + "|\\b(?:this|that|it)\\s+(?:(?:is|was|could|ca)n['\u2019]t|cannot)(?:\\s+be)?"
              + "\\s+(?:right|correct|true)\\b");

  /** Between the words that take back and the answer that stands instead. */
  private static final Pattern REVISES =
      Pattern.compile("(?i)^(?:[\\s,.!:;\u2014\u2026-]|\\b(?:no|wait|actually|sorry)\\b)*+");

  private static final Pattern TURNS_AWAY =
      Pattern.compile("(?i)[.!?]\\s+(?:however|rather|instead)\\b");

  private static final Pattern JUDGEMENT =
      Pattern.compile("(?i)\\W*(?:right|wrong|correct|incorrect)\\W*");
  private static final Pattern MINE =
      Pattern.compile("(?i)\\bmy\\s+(?:\\w+\\s+)?answer\\W+is\\W*$");
  private static final Pattern BETWEEN = Pattern.compile("[\\s.):,\\]*_(\\[\u2013\u2014-]*+");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\s*\\(([A-Z])\\)");

  private final String response;
  private final OptionTexts texts;
  private final List<Lead> leads = new ArrayList<>();
  private final SortedSet<Integer> stated = new TreeSet<>();
  private int last;

  private Statements(String response, OptionTexts texts) {
    this.response = response;
    this.texts = texts;
  }

  /** The options stated, and {@link #OTHER} where an answer is none or is taken back. */
  static SortedSet<Integer> in(String response, OptionTexts texts) {
    Statements statements = new Statements(response, texts);
    statements.read();
    return statements.stated.size() > 1 ? statements.revised() : statements.stated;
  }

  /** Whether a text takes back what was named before, or speaks for another option. */
  static boolean contradicted(SortedSet<Integer> named, String text, OptionTexts texts) {
    Statements statements = new Statements(text, texts);
    statements.stated.addAll(named);
    statements.takeBack();
    return !statements.stated.equals(named);
  }

  private void read() {
    Matcher cue = CUE.matcher(response);
    while (cue.find()) {
      if (!Denial.before(response, cue.start())) {
        behind(cue.end()).ifPresent(this::add);
      }
    }
    Matcher right = CALLED_RIGHT.matcher(response);
    while (right.find()) {
      if (!Denial.before(response, right.start(1))) {
        add(new Lead(letters(right), right.end()));
      }
    }
    if (!stated.isEmpty()) {
      takeBack();
    }
  }

  private void add(Lead found) {
    boolean wrong = Denial.calledWrong(response, found.end()).filter(this::noOption).isPresent();
    if (!wrong && !Denial.after(response, found.end())) {
      stated.addAll(found.options());
      leads.add(found);
      last = Math.max(last, found.end());
    }
  }

  /** What stands behind the cue: an option's text before a letter, as in {@code A minor}. */
  private Optional<Lead> behind(int at) {
    Optional<Lead> text = texts.leading(response, at);
    for (Pattern form : List.of(LETTER, SMALL)) {
      Matcher letter =
          form.matcher(response).region(at, response.length()).useTransparentBounds(true);
      if (letter.lookingAt() && text.map(lead -> lead.end() <= letter.end(1)).orElse(true)) {
        return Optional.of(withItsText(letter));
      }
    }
    return text.filter(lead -> !judges(lead, at)).map(this::withItsSentence);
  }

  /** {@code My answer is right} says nothing of an option that is called right. */
  private boolean judges(Lead lead, int at) {
    return JUDGEMENT.matcher(response.substring(at, lead.end())).matches()
        && MINE.matcher(response.substring(Math.max(0, at - 60), at)).find();
  }

  /** {@code A. blue} is two answers where blue is B. */
  private Lead withItsText(Matcher letter) {
    SortedSet<Integer> found = letters(letter);
    Matcher between = BETWEEN.matcher(response).region(letter.end(1), response.length());
    int start = between.lookingAt() ? between.end() : letter.end(1);
    texts.leading(response, start).ifPresent(lead -> found.addAll(lead.options()));
    return new Lead(found, letter.end(1));
  }

  private Lead withItsSentence(Lead text) {
    SortedSet<Integer> found = new TreeSet<>(text.options());
    Matcher letter = IN_BRACKETS.matcher(response).region(text.end(), response.length());
    if (letter.lookingAt()) {
      found.addAll(letters(letter));
    }
    found.addAll(texts.mentioned(Denial.restOfSentence(response, text.end())));
    return new Lead(found, text.end());
  }

  /** The letters of a match, and whatever options have such a letter for their text. */
  private SortedSet<Integer> letters(Matcher matcher) {
    SortedSet<Integer> found = new TreeSet<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String letter = matcher.group(group);
      if (letter != null) {
        int option = Question.option(letter);
        SortedSet<Integer> named = texts.named(letter);
        found.addAll(named);
        if (option < texts.options().size()) {
          found.add(option);
        } else if (named.isEmpty()) {
          found.add(OTHER);
        }
      }
    }
    return found;
  }

  /** {@code False} is an answer where an option says so, and no judgement. */
  private boolean noOption(String word) {
    return texts.named(word).isEmpty();
  }

  private static String lastWord(String text) {
    String words = text.replaceAll("[^\\p{L}' ]", " ").strip();
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /** What is said after the last statement may take it back, or speak for another option. */
  private void takeBack() {
    String rest = response.substring(last);
    if (TAKEN_BACK.matcher(rest).results().anyMatch(found -> noOption(lastWord(found.group())))) {
      stated.add(OTHER);
    }
    if (TURNS_AWAY.matcher(rest).find() && !stated.containsAll(texts.mentioned(rest))) {
      stated.add(OTHER);
    }
    stated.addAll(besides(rest));
    Matcher mention = MENTION.matcher(rest);
    while (mention.find()) {
      if (!deniedInItsSentence(rest, mention)) {
        stated.addAll(letters(mention));
      }
    }
  }

  /** Options that a further sentence states of what is asked. */
  private SortedSet<Integer> besides(String rest) {
    SortedSet<Integer> named = new TreeSet<>();
    StatedText.all(rest).forEach(text -> named.addAll(new Fragment(text, texts).named()));
    return named;
  }

  /** {@code The answer is A. Wait, no, it is B.}: what is stated once the former is taken back. */
  private SortedSet<Integer> revised() {
    int from = -1;
    Matcher takenBack = TAKEN_BACK.matcher(response);
    while (takenBack.find()) {
      from = Denial.before(response, takenBack.start()) ? from : takenBack.end();
    }
    if (from < 0) {
      return stated;
    }
    int revision = from;
    SortedSet<Integer> after = new TreeSet<>();
    leads.stream().filter(lead -> lead.end() > revision).forEach(l -> after.addAll(l.options()));
    String rest = REVISES.matcher(response.substring(revision)).replaceFirst("");
    if (after.isEmpty()) {
      StatedText.in(rest).ifPresent(text -> after.addAll(new Fragment(text, texts).named()));
    }
    SortedSet<Integer> all = new TreeSet<>(after);
    all.addAll(in(rest, texts));
    return after.size() == 1 && all.equals(after) ? after : stated;
  }

  private static boolean deniedInItsSentence(String text, Matcher mention) {
    return Denial.before(text, mention.start())
        || Denial.in(Denial.restOfSentence(text, mention.start()));
  }
}
