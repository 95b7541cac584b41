package io.emend.scenes.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.SceneSource;
import io.emend.scenes.lesson.LessonPart.Speaker;
import io.emend.scenes.question.QuestionKind;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LessonTest {
  private static final SceneSource SOURCE = SceneSource.open("plain/train?seed=4");
  private static final int LESSONS = 1_000;

  private static List<Lesson> lessons(IntFunction<Lesson> maker) {
    return IntStream.range(0, LESSONS).mapToObj(maker).toList();
  }

  private static List<Lesson> reviews() {
    return lessons(i -> Lesson.review(SOURCE.scene(i), QuestionKind.ALL, SOURCE.random(i)));
  }

  private static char mark(String response) {
    return response.charAt(response.length() - 4);
  }

  @Test
  void questionsAndAnswersTakeTurns() {
    Lesson lesson = Lesson.questions(SOURCE.scene(0), 3, QuestionKind.ALL, SOURCE.random(0));
    assertThat(lesson.parts().stream().map(LessonPart::speaker))
        .containsExactly(
            Speaker.USER,
            Speaker.ASSISTANT,
            Speaker.USER,
            Speaker.ASSISTANT,
            Speaker.USER,
            Speaker.ASSISTANT);
  }

  @Test
  void whatTheUserSaysIsNeverLearned() {
    for (Lesson lesson : reviews()) {
      assertThat(lesson.parts())
          .noneMatch(part -> part.speaker() == Speaker.USER && part.learned());
    }
  }

  @Test
  void halfOfTheFirstAnswersOfReviewsAreRight() {
    long right = reviews().stream().filter(lesson -> lesson.parts().get(1).learned()).count();
    assertThat(right).isBetween(450L, 550L);
  }

  @Test
  void aFirstAnswerIsLearnedExactlyWhereItAgreesWithTheLast() {
    for (Lesson lesson : reviews()) {
      LessonPart first = lesson.parts().get(1);
      boolean agrees = mark(first.text()) == mark(lesson.parts().get(3).text());
      assertThat(first.learned()).isEqualTo(agrees);
    }
  }

  @Test
  void everyReviewInstructionIsUsed() {
    assertThat(reviews().stream().map(lesson -> lesson.parts().get(2).text()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Lesson.REVIEWS.stream().map(review -> review + " End with ## letter ##.").toList());
  }

  @Test
  void aCaptionNamesEveryObjectInReadingOrder() {
    for (int i = 0; i < LESSONS; i++) {
      Scene scene = SOURCE.scene(i);
      String caption = Captions.FULL.text(scene, SOURCE.random(i));
      int at = -1;
      for (SceneObject object : scene.objects()) {
        int next = caption.indexOf(object.fullName() + " " + object.place(), at + 1);
        assertThat(next).as(caption).isGreaterThan(at);
        at = next;
      }
    }
  }

  @Test
  void aDrillAsksForTheLetterOfAnOptionThatItGave() {
    for (Lesson drill : lessons(i -> Drill.lookup(SOURCE.random(i)))) {
      List<LessonPart> parts = drill.parts();
      for (int i = 1; i < parts.size(); i += 2) {
        String letter = parts.get(i + 1).text().substring(1, 2);
        String option = parts.get(i).text().replaceAll(".*(?:answer is|makes it|choose) |,.*", "");
        assertThat(parts.get(0).text() + "\n").contains("\n" + letter + ". " + option + "\n");
      }
    }
  }

  @Test
  void aDrillOnAQuestionLearnsOnlyTheLetterAndTheMark() {
    for (int i = 0; i < LESSONS; i++) {
      Lesson drill = Drill.question(SOURCE.sample(i).question(), SOURCE.random(i));
      LessonPart last = drill.parts().get(2);
      assertThat(drill.parts().stream().filter(LessonPart::learned)).containsExactly(last);
      assertThat(last.text()).matches(" ([A-D])\\. ## \\1 ##");
    }
  }

  @Test
  void repeatedWordsAreTheWordsThatWereGiven() {
    for (Lesson lesson : lessons(i -> Repetition.words(SOURCE.random(i)))) {
      String asked = lesson.parts().get(0).text();
      String said = lesson.parts().get(1).text() + lesson.parts().get(2).text();
      assertThat(asked).isEqualTo("Repeat:" + said);
    }
  }

  @Test
  void lettersBelongToTheOptionsBeforeThem() {
    for (Lesson lesson : lessons(i -> Repetition.letters(SOURCE.random(i)))) {
      List<LessonPart> parts = lesson.parts();
      for (int i = 1; i < parts.size(); i += 2) {
        String option = parts.get(i).text().replace(", option", "");
        String line = "\n" + parts.get(i + 1).text().strip() + "." + option + "\n";
        assertThat(parts.get(0).text() + "\n").contains(line);
      }
    }
  }

  @Test
  void factsOfAQuizHoldInTheScene() {
    for (int i = 0; i < LESSONS; i++) {
      Scene scene = SOURCE.scene(i);
      List<LessonPart> parts = Quiz.of(scene, SOURCE.random(i)).parts();
      for (int part = 1; part < parts.size(); part += 2) {
        String key = parts.get(part).text().strip().replace(":", "");
        String value = parts.get(part + 1).text().strip();
        assertThat(QuizFacts.of(scene, key)).as("%s: of %s", key, scene).isEqualTo(value);
      }
    }
  }
}
