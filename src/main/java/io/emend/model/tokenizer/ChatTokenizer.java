package io.emend.model.tokenizer;

import io.emend.model.ChatMessage;
import io.emend.model.TokenStream;
import io.emend.model.config.ConfigNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A checkpoint's chat template and tokenizer: conversations as ids. Thread-safe. */
public final class ChatTokenizer implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final ChatTemplate template;

  private ChatTokenizer(TextTokenizer tokenizer, ChatTemplate template) {
    this.tokenizer = tokenizer;
    this.template = template;
  }

  /**
   * @param control ids that no text of a user may spell
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static ChatTokenizer read(Path directory, Set<Integer> control) {
    ConfigNode split =
        ConfigNode.read(directory.resolve("tokenizer_config.json")).at("split_special_tokens");
    if (split.flag(false)) {
      throw split.broken("must be false: the chat template writes special tokens", true);
    }
    ChatTemplate template = ChatTemplate.read(directory);
    return new ChatTokenizer(TextTokenizer.read(directory, control), template);
  }

  /**
   * Holds tokenizer and template against the model and the conversations that are sent to it.
   *
   * @param vocabulary number of tokens that the model has
   * @param placeholder id that a rendering must have once a picture
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and reason
   */
  public void requireFor(int vocabulary, int placeholder) {
    tokenizer.requireWithin(vocabulary);
    new TemplateProbe(template, this::ids, placeholder).check(tokenizer::neutralized);
  }

  /**
   * Ids with the cue for the assistant's turn, one image token a picture. Later turns as well are
   * encoded from the whole rendering: a template may change the blanks around an answer, and what a
   * tokenizer makes of a text depends on what stands before it. The engine finds in its cache what
   * is the same as before.
   */
  public int[] prompt(List<ChatMessage> conversation) {
    return ids(render(conversation, true));
  }

  private String render(List<ChatMessage> conversation, boolean cue) {
    return template.render(conversation, cue, tokenizer::neutralized);
  }

  private int[] ids(String rendered) {
    return tokenizer.encode(rendered, !template.beginsWithToken(rendered));
  }

  /**
   * Ids of an answer as they follow the conversation's {@link #prompt}. Blanks that the template
   * puts before an answer are the model's to write: they are not in the cue.
   */
  public int[] answer(List<ChatMessage> conversation, String text) {
    List<ChatMessage> answered = new ArrayList<>(conversation);
    answered.add(ChatMessage.text(ChatMessage.Role.ASSISTANT, text));
    String cue = render(conversation, true);
    String whole = render(answered, false);
    String answer = tokenizer.neutralized(text);
    int from = cue.length();
    while (from < whole.length() && !whole.startsWith(answer, from) && blank(whole, from)) {
      from++;
    }
    if (!whole.startsWith(cue) || !whole.startsWith(answer, from)) {
      return encode(text);
    }
    int[] before = ids(cue);
    int[] all = ids(whole.substring(0, from + answer.length()));
    boolean continues = Arrays.mismatch(before, all) == before.length;
    return continues ? Arrays.copyOfRange(all, before.length, all.length) : encode(text);
  }

  private static boolean blank(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  /** A special token that the tokenizer's configuration has under a name of its own. */
  public Optional<String> named(String name) {
    return template.token(name);
  }

  /** Ids of plain text, without special tokens added. */
  public int[] encode(String text) {
    return tokenizer.encode(text, false);
  }

  public String decode(int[] tokens) {
    return tokenizer.decode(tokens);
  }

  public TokenStream stream() {
    return new WindowedTokenStream(tokenizer);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
