package io.emend.scenes.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneSource;
import io.emend.scenes.question.QuestionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes the bundled model's {@code tokenizer.json}, in the format of Hugging Face tokenizers. */
public final class SceneTokenizerWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lessons of each kind that the words are taken from; more of them bring no new word. */
  private static final int LESSONS = 4000;

  private SceneTokenizerWriter() {}

  /** The file's text; the same at every call. */
  public static String json() {
    SceneTokenizer tokenizer = new SceneTokenizer(texts());
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id = 0; id < SceneTokenizer.SPECIAL.size(); id++) {
      addSpecial(added.addObject(), id, SceneTokenizer.SPECIAL.get(id));
    }
    root.putNull("normalizer");
    root.set("pre_tokenizer", byteLevel());
    root.putNull("post_processor");
    root.set("decoder", byteLevel());
    root.set("model", model(tokenizer));
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addSpecial(ObjectNode node, int id, String content) {
    node.put("id", id).put("content", content).put("special", true).put("normalized", false);
    node.put("single_word", false).put("lstrip", false).put("rstrip", false);
  }

  private static ObjectNode byteLevel() {
    return JSON.createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode model(SceneTokenizer tokenizer) {
    ObjectNode model = JSON.createObjectNode().put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode vocabulary = model.putObject("vocab");
    for (Map.Entry<String, Integer> token : tokenizer.vocabulary().entrySet()) {
      vocabulary.put(token.getKey(), token.getValue());
    }
    ArrayNode merges = model.putArray("merges");
    tokenizer.merges().forEach(pair -> merges.addArray().add(pair[0]).add(pair[1]));
    return model;
  }

  private static List<String> texts() {
    SceneSource plain = SceneSource.open("plain/train");
    SceneSource crowded = SceneSource.open("crowded/train");
    List<String> texts = new ArrayList<>();
    PatchLabels.ASPECTS.forEach(words -> words.forEach(word -> texts.add(" " + word)));
    for (int i = 0; i < LESSONS; i++) {
      for (SceneSource source : List.of(plain, crowded)) {
        RandomGenerator random = source.random(i);
        Scene scene = source.scene(i);
        addTexts(texts, Lesson.caption(scene, random));
        addTexts(texts, Lesson.questions(scene, 3, QuestionKind.ALL, random));
        addTexts(texts, Lesson.review(scene, QuestionKind.ALL, random));
        addTexts(texts, Drill.lookup(random));
        addTexts(texts, Repetition.words(random));
        addTexts(texts, Repetition.letters(random));
        addTexts(texts, Quiz.of(scene, random));
      }
    }
    return texts;
  }

  private static void addTexts(List<String> texts, Lesson lesson) {
    for (LessonPart part : lesson.parts()) {
      boolean afterImage = part.speaker() == LessonPart.Speaker.USER;
      texts.add(afterImage ? "\n" + part.text() : part.text());
    }
  }
}
