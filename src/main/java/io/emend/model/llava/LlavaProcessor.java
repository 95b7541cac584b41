package io.emend.model.llava;

import io.emend.error.EmendException;
import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.TokenStream;
import io.emend.model.image.ImageProcessor;
import io.emend.model.tokenizer.ChatTemplate;
import io.emend.model.tokenizer.TextTokenizer;
import io.emend.model.tokenizer.WindowedTokenStream;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** LLaVA's processor: each image token of a rendering becomes as many as a picture has features. */
public final class LlavaProcessor implements Processor {
  private final TextTokenizer tokenizer;
  private final ChatTemplate template;
  private final ImageProcessor images;
  private final int imageToken;
  private final int imageTokens;
  private final Set<Integer> endTokens;

  private LlavaProcessor(Parts parts, int imageToken, int imageTokens, Set<Integer> endTokens) {
    this.tokenizer = parts.tokenizer;
    this.template = parts.template;
    this.images = parts.images;
    this.imageToken = imageToken;
    this.imageTokens = imageTokens;
    this.endTokens = endTokens;
  }

  private record Parts(TextTokenizer tokenizer, ChatTemplate template, ImageProcessor images) {}

  static LlavaProcessor read(
      Path directory, int imageToken, int imageTokens, Set<Integer> endTokens) {
    ChatTemplate template = ChatTemplate.read(directory);
    ImageProcessor images = ImageProcessor.read(directory);
    Set<Integer> control = new HashSet<>(endTokens);
    control.add(imageToken);
    Parts parts = new Parts(TextTokenizer.read(directory, control), template, images);
    return new LlavaProcessor(parts, imageToken, imageTokens, endTokens);
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    return images.process(image, digest);
  }

  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    String rendered = template.render(conversation, true, tokenizer::neutralized);
    int[] ids = tokenizer.encode(rendered, !template.beginsWithToken(rendered));
    return expand(ids, pictures(conversation));
  }

  /**
   * Renders the whole conversation and looks in it for the text that the model has read, then for
   * the answer, whose surrounding blanks a template may change. What follows the answer is encoded
   * alone, end of turn included, behind the tokens known already; pictures stay where they are. An
   * answer whose tokens say something else (cut at a stop string, edited) is encoded again. A
   * template that keeps no such prefix, or other pictures, give a prompt from the start.
   */
  @Override
  public Prompt continuation(Prompt before, int[] generated, List<ChatMessage> conversation) {
    int answered = lastAnswer(conversation);
    String start = render(conversation.subList(0, answered), true);
    String whole = render(conversation, true);
    String answer = tokenizer.neutralized(textOf(conversation.get(answered))).strip();
    int from = start.length();
    while (whole.startsWith(start) && from < whole.length() && blank(whole, from)) {
      from++;
    }
    if (!whole.startsWith(start)
        || !whole.startsWith(answer, from)
        || !keeps(before, conversation)) {
      return prompt(conversation);
    }
    int[] own = withoutEnd(generated);
    boolean same = tokenizer.neutralized(tokenizer.decode(own)).strip().equals(answer);
    int[] rest =
        tokenizer.continued(whole.substring(same ? from + answer.length() : start.length()));
    int[] tokens =
        Stream.of(before.tokens(), same ? own : new int[0], rest)
            .flatMapToInt(Arrays::stream)
            .toArray();
    return new Prompt(tokens, before.images());
  }

  private static boolean blank(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  private static boolean keeps(Prompt before, List<ChatMessage> conversation) {
    List<String> placed = before.images().stream().map(i -> i.pixels().digest()).toList();
    return pictures(conversation).stream().map(PixelValues::digest).toList().equals(placed);
  }

  private String render(List<ChatMessage> conversation, boolean cue) {
    return template.render(conversation, cue, tokenizer::neutralized);
  }

  private static int lastAnswer(List<ChatMessage> conversation) {
    for (int i = conversation.size() - 1; i >= 0; i--) {
      if (conversation.get(i).role() == ChatMessage.Role.ASSISTANT) {
        return i;
      }
    }
    throw EmendException.invalid("conversation", "must hold an answer", conversation.size());
  }

  private static String textOf(ChatMessage message) {
    StringBuilder text = new StringBuilder();
    for (ChatMessage.Part part : message.content()) {
      if (part instanceof ChatMessage.Text t) {
        text.append(t.text());
      }
    }
    return text.toString();
  }

  /** The template writes the end token itself, in the rest of the rendering. */
  private int[] withoutEnd(int[] generated) {
    int length = generated.length;
    boolean ended = length > 0 && endTokens.contains(generated[length - 1]);
    return Arrays.copyOf(generated, ended ? length - 1 : length);
  }

  private static List<PixelValues> pictures(List<ChatMessage> conversation) {
    List<PixelValues> pictures = new ArrayList<>();
    for (ChatMessage message : conversation) {
      for (ChatMessage.Part part : message.content()) {
        if (part instanceof ChatMessage.Picture picture) {
          pictures.add(picture.pixels());
        }
      }
    }
    return pictures;
  }

  /** Every image token must be a picture's: the tower has no features for another. */
  private Prompt expand(int[] ids, List<PixelValues> pictures) {
    long places = Arrays.stream(ids).filter(id -> id == imageToken).count();
    if (places != pictures.size()) {
      String rule = "must give each of " + pictures.size() + " pictures one place";
      throw EmendException.invalid("chat template", rule, places);
    }
    List<PlacedImage> placed = new ArrayList<>();
    IntStream.Builder tokens = IntStream.builder();
    int length = 0;
    for (int id : ids) {
      int repeats = 1;
      if (id == imageToken) {
        placed.add(new PlacedImage(length, pictures.get(placed.size())));
        repeats = imageTokens;
      }
      for (int i = 0; i < repeats; i++) {
        tokens.add(id);
      }
      length += repeats;
    }
    return new Prompt(tokens.build().toArray(), placed);
  }

  @Override
  public int[] encode(String text) {
    return tokenizer.encode(text, false);
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(tokens);
  }

  @Override
  public TokenStream stream() {
    return new WindowedTokenStream(tokenizer);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
