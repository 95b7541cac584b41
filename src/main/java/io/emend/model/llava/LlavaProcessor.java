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

/** LLaVA's processor: each image token of a rendering becomes as many as a picture has features. */
public final class LlavaProcessor implements Processor {
  private final TextTokenizer tokenizer;
  private final ChatTemplate template;
  private final ImageProcessor images;
  private final int imageToken;
  private final int imageTokens;

  private LlavaProcessor(Parts parts, int imageToken, int imageTokens) {
    this.tokenizer = parts.tokenizer;
    this.template = parts.template;
    this.images = parts.images;
    this.imageToken = imageToken;
    this.imageTokens = imageTokens;
  }

  private record Parts(TextTokenizer tokenizer, ChatTemplate template, ImageProcessor images) {}

  static LlavaProcessor read(
      Path directory, LlavaConfig config, int imageTokens, Set<Integer> endTokens) {
    ChatTemplate template = ChatTemplate.read(directory);
    ImageProcessor images = ImageProcessor.read(directory);
    images.requireSide(config.vision().imageSize());
    Set<Integer> control = new HashSet<>(endTokens);
    control.add(config.imageToken());
    Parts parts = new Parts(TextTokenizer.read(directory, control), template, images);
    return new LlavaProcessor(parts, config.imageToken(), imageTokens);
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    return images.process(image, digest);
  }

  /**
   * Later turns as well are encoded from the whole rendering: a template may change the blanks
   * around an answer, and what a tokenizer makes of a text depends on what stands before it. The
   * engine finds in its cache what is the same as before.
   */
  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    return expand(ids(render(conversation, true)), pictures(conversation));
  }

  private String render(List<ChatMessage> conversation, boolean cue) {
    return template.render(conversation, cue, tokenizer::neutralized);
  }

  private int[] ids(String rendered) {
    return tokenizer.encode(rendered, !template.beginsWithToken(rendered));
  }

  /**
   * Blanks that the template puts before an answer are the model's to write: they are not in the
   * cue.
   */
  @Override
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
