package io.emend.evaluation.source;

import io.emend.correction.Reference;
import io.emend.evaluation.rows.SourceRow;
import io.emend.inference.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the fields of a benchmark's row mean, told by their names: options as a list ({@code
 * options}, {@code choices}), as columns ({@code A}…, {@code choice_a}…) or within the question;
 * the answer as a letter, an option's text, both, or an index from 0.
 *
 * @param digitsAreIndices whether digits are an index, as text and even where an option has that
 *     text, as ScienceQA and AI2D mean them
 */
record RowShape(boolean digitsAreIndices) {
  private static final Pattern OTHER_NAMES =
      Pattern.compile("(?i)\\s*(?:option|choice|opt)s?[ _.-]*[a-z0-9]\\s*");

  /** {@code image_2}, as MMMU has it, or {@code Images}. */
  private static final Pattern OTHER_PICTURES =
      Pattern.compile("(?i)\\s*images?(?:[ _-]?\\d+)?\\s*");

  private static final Pattern OWN_LETTER = Pattern.compile("\\(?([A-Z])[).:]\\s");

  private static final long ROTATION = 1_000_000;

  LabelledSample sample(SourceRow row, List<byte[]> images) {
    return row.place()
        .checked(
            () -> {
              refuseOtherPictures(row);
              Choices choices = choices(row);
              String id = id(row);
              return new LabelledSample(
                  id,
                  category(row),
                  group(row, id),
                  images,
                  choices.question(),
                  answer(row, choices),
                  row.place().inFile());
            });
  }

  private static String id(SourceRow row) {
    return first(row, "id", "index", "question_id")
        .orElseGet(() -> row.place().file() + "#" + row.place().number());
  }

  private static String category(SourceRow row) {
    return first(row, "category", "topic").orElse("all");
  }

  /** VLMEvalKit numbers the n-th rotation of a question n million above the question's index. */
  private static String group(SourceRow row, String id) {
    Optional<String> group = row.text("g_index");
    Optional<String> index = row.text("index");
    return group
        .or(() -> index.filter(text -> text.matches("\\d{1,15}")).map(RowShape::unrotated))
        .orElse(id);
  }

  private static String unrotated(String index) {
    return Long.toString(Long.parseLong(index) % ROTATION);
  }

  /**
   * @param lettered whether each option stands by its letter, in a column or within the question,
   *     and not by its place in a list
   */
  private record Choices(Question question, boolean lettered) {}

  private static Choices choices(SourceRow row) {
    String text = row.required("question");
    String hint = row.text("hint").orElse(null);
    requireSpelling(row, "options");
    requireSpelling(row, "choices");
    List<String> listed = only(row, row.texts("options"), row.texts("choices"));
    List<String> columns = only(row, letters(row), columns(row, "choice_", 'a'));
    List<String> options = only(row, columns, listed);
    if (!options.isEmpty()) {
      requireOwnLettersInOrder(row, options);
      return new Choices(new Question(text, options, hint), !columns.isEmpty());
    }
    refuseOtherNames(row);
    return new Choices(EmbeddedOptions.in(text).question(hint), true);
  }

  /** Of {@code ["B. blue", "A. red"]} the letter A is the first option and the second one's own. */
  private static void requireOwnLettersInOrder(SourceRow row, List<String> options) {
    List<String> own =
        options.stream()
            .map(OWN_LETTER::matcher)
            .filter(Matcher::lookingAt)
            .map(letter -> letter.group(1))
            .filter(letter -> Question.option(letter) < options.size())
            .toList();
    boolean all = own.size() == options.size() && own.stream().distinct().count() == own.size();
    if (all && own.stream().anyMatch(letter -> Question.option(letter) != own.indexOf(letter))) {
      throw row.place().invalid("options", "must stand in the order of their letters", options);
    }
  }

  /** Options under names that are not read would make an open question of a letter. */
  private static void refuseOtherNames(SourceRow row) {
    row.fields().keySet().stream()
        .filter(name -> OTHER_NAMES.matcher(name).matches() && !isEmpty(row.value(name)))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              String rule = "must be in options, in A, B and so on, or in choice_a, choice_b";
              throw row.place().invalid("options", rule, name);
            });
  }

  /** A picture that was passed over would make another question of it. */
  private static void refuseOtherPictures(SourceRow row) {
    row.fields().keySet().stream()
        .filter(name -> OTHER_PICTURES.matcher(name).matches() && !isEmpty(row.value(name)))
        .filter(name -> !name.equals("image") && !name.equals("images"))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw row.place().invalid("images", "must have all pictures, in order", name);
            });
  }

  /** As in the rows of open questions beside others. */
  private static boolean isEmpty(Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof Collection<?> items && items.isEmpty();
  }

  /** A question whose options were passed over would be another question. */
  private static void requireSpelling(SourceRow row, String name) {
    row.fields().keySet().stream()
        .filter(field -> field.strip().equalsIgnoreCase(name) && !field.equals(name))
        .findFirst()
        .ifPresent(
            field -> {
              throw row.place().invalid(name, "must be spelt so", field);
            });
  }

  /** Small letters are options where there are two: {@code x} alone may be anything. */
  private static List<String> letters(SourceRow row) {
    List<String> capitals = columns(row, "", 'A');
    boolean small = row.value("a") != null && row.value("b") != null;
    return capitals.isEmpty() && small ? columns(row, "", 'a') : capitals;
  }

  /** Of two places for options the one that has them: two that differ would be a riddle. */
  private static List<String> only(SourceRow row, List<String> first, List<String> second) {
    if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
      throw row.place().invalid("options", "must be given once", first + " and " + second);
    }
    return first.isEmpty() ? second : first;
  }

  private static List<String> columns(SourceRow row, String prefix, char first) {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      String name = prefix + (char) (first + i);
      Optional<String> option = row.text(name);
      if (option.isPresent() && options.size() < i) {
        throw row.place()
            .invalid(name, "must follow the other options without a gap", option.get());
      }
      option.ifPresent(options::add);
    }
    return options;
  }

  private String answer(SourceRow row, Choices choices) {
    String text = row.required("answer");
    Question question = choices.question();
    boolean digits = text.matches("\\d{1,4}") && digitsAreIndices;
    boolean typed = row.value("answer") instanceof String;
    if (!question.options().isEmpty()
        && (row.value("answer") instanceof Number || (digits && typed))) {
      return byIndex(row, question, text);
    }
    if (question.options().isEmpty() && row.value("answer") instanceof Double number) {
      return Reference.of("answer", plain(number), question).answer();
    }
    if (!choices.lettered()) {
      return Reference.of("answer", text, question).answer();
    }
    requireOption(row, text, question.options().size());
    return Reference.ofLetter("answer", text, question).answer();
  }

  /** 5 and not 5.0, which is how tables with gaps have whole numbers. */
  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private String byIndex(SourceRow row, Question question, String text) {
    int count = question.options().size();
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) >= count) {
      throw row.place().invalid("answer", "must be an index from 0 to " + (count - 1), text);
    }
    int index = Integer.parseInt(text);
    int asText = question.options().indexOf(text);
    if (!digitsAreIndices && asText >= 0 && asText != index) {
      String letters = Question.letter(index) + " or " + Question.letter(asText);
      throw row.place()
          .invalid("answer", "is an index and another option's text: write " + letters, text);
    }
    return Question.letter(index);
  }

  /** The letter of an option that this row leaves empty may not be read as another one's text. */
  private static void requireOption(SourceRow row, String text, int options) {
    boolean empty =
        text.matches("[A-Z]") && Question.option(text) >= options && row.fields().containsKey(text);
    if (empty) {
      throw row.place().invalid("answer", "must name an option that is not empty", text);
    }
  }

  private static Optional<String> first(SourceRow row, String... names) {
    return Stream.of(names).map(row::text).flatMap(Optional::stream).findFirst();
  }
}
