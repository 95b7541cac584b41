package io.emend.model.tokenizer;

import io.emend.error.EmendException;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.image.PixelTensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Renders, when a model is loaded, the conversations that are sent to every model: a question about
 * a picture, and a second turn that goes on from its answer. A template that fails at them, leaves
 * out a text or gives the picture no place or two would fail at the first request, or answer a
 * question that nobody asked.
 *
 * @param ids of a rendering
 * @param placeholder id that a rendering must have once a picture
 */
record TemplateProbe(ChatTemplate template, Function<String, int[]> ids, int placeholder) {
  private static final String QUESTION = "What is in the picture?";
  private static final String ANSWER = "It is a blue duck.";
  private static final String REVIEW = "Look again, and answer once more.";

  private static final ChatMessage ASKED =
      new ChatMessage(
          Role.USER,
          List.of(new Picture(new PixelTensor("", 1, 1, new float[3])), new Text(QUESTION)));

  /**
   * @param safe what is done to each text before it stands in the template
   * @throws EmendException {@code model_invalid}, naming the template's file and the reason
   */
  void check(UnaryOperator<String> safe) {
    check("a question about a picture", List.of(ASKED), List.of(QUESTION), safe);
    List<ChatMessage> reviewed =
        List.of(
            ASKED, ChatMessage.text(Role.ASSISTANT, ANSWER), ChatMessage.text(Role.USER, REVIEW));
    check("a second turn", reviewed, List.of(QUESTION, ANSWER, REVIEW), safe);
  }

  private void check(
      String what, List<ChatMessage> conversation, List<String> texts, UnaryOperator<String> safe) {
    String rendered = rendered(what, conversation, safe);
    for (String text : texts) {
      if (!rendered.contains(safe.apply(text))) {
        throw template.broken("the chat template leaves out a text of " + what + ": " + text);
      }
    }
    long places = Arrays.stream(ids.apply(rendered)).filter(id -> id == placeholder).count();
    if (places != 1) {
      throw template.broken(
          "the chat template must give the picture of %s one place, the token with the id %d, was %d"
              .formatted(what, placeholder, places));
    }
  }

  private String rendered(String what, List<ChatMessage> conversation, UnaryOperator<String> safe) {
    try {
      return template.render(conversation, true, safe);
    } catch (EmendException e) {
      throw template.broken(e.getMessage() + ", at " + what);
    }
  }
}
