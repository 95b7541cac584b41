package io.emend.evaluation;

import io.emend.correction.Reference;
import io.emend.inference.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the fields of a benchmark's row mean, told by their names: options as a list ({@code
 * options}, {@code choices}), as columns ({@code A}…, {@code choice_a}…) or within the question;
 * the answer as a letter, an option's text, or an index from 0.
 *
 * @param textIndices whether digits given as text are an index, as in AI2D; else they are a letter
 *     or an option's text
 */
record RowShape(boolean textIndices) {
  private static final long ROTATION = 1_000_000;

  LabelledSample sample(SourceRow row, byte[] image) {
    return row.place()
        .checked(
            () -> {
              Question question = question(row);
              String id = id(row);
              return new LabelledSample(
                  id, category(row), group(row, id), image, question, answer(row, question));
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

  private static Question question(SourceRow row) {
    String text = row.required("question");
    String hint = row.text("hint").orElse(null);
    List<String> options = options(row);
    return options.isEmpty()
        ? EmbeddedOptions.in(text).question(hint)
        : new Question(text, options, hint);
  }

  private static List<String> options(SourceRow row) {
    List<String> listed =
        Stream.of("options", "choices")
            .map(row::texts)
            .filter(list -> !list.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (!listed.isEmpty()) {
      return listed;
    }
    List<String> columns = columns(row, "", 'A');
    return columns.isEmpty() ? columns(row, "choice_", 'a') : columns;
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

  private String answer(SourceRow row, Question question) {
    String text = row.required("answer");
    boolean index =
        row.value("answer") instanceof Number || (textIndices && text.matches("\\d{1,4}"));
    int count = question.options().size();
    if (!index || count == 0) {
      return row.place().checked(() -> Reference.of(text, question).answer());
    }
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) >= count) {
      throw row.place().invalid("answer", "must be an index from 0 to " + (count - 1), text);
    }
    return Question.letter(Integer.parseInt(text));
  }

  private static Optional<String> first(SourceRow row, String... names) {
    return Stream.of(names).map(row::text).flatMap(Optional::stream).findFirst();
  }
}
