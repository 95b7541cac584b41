package io.emend.model.llava;

import io.emend.error.EmendException;
import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.TokenStream;
import io.emend.model.image.ImageProcessor;
import io.emend.model.tokenizer.ChatTokenizer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** LLaVA's processor: each image token of a rendering becomes as many as a picture has features. */
final class LlavaProcessor implements Processor {
  /** Beside those of its towers, checkpoints name a processor of the family's own. */
  private static final Set<String> IMAGE_PROCESSORS = Set.of("LlavaImageProcessor");

  private final ChatTokenizer tokenizer;
  private final ImageProcessor images;
  private final int imageToken;
  private final int imageTokens;

  private LlavaProcessor(
      ChatTokenizer tokenizer, ImageProcessor images, int imageToken, int imageTokens) {
    this.tokenizer = tokenizer;
    this.images = images;
    this.imageToken = imageToken;
    this.imageTokens = imageTokens;
  }

  static LlavaProcessor read(
      Path directory, LlavaConfig config, int imageTokens, Set<Integer> endTokens) {
    ImageProcessor images = ImageProcessor.read(directory, IMAGE_PROCESSORS);
    images.requireSide(config.vision().imageSize());
    Set<Integer> control = new HashSet<>(endTokens);
    control.add(config.imageToken());
    ChatTokenizer tokenizer = ChatTokenizer.read(directory, control);
    return new LlavaProcessor(tokenizer, images, config.imageToken(), imageTokens);
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    return images.process(image, digest);
  }

  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    return expand(tokenizer.prompt(conversation), pictures(conversation));
  }

  @Override
  public int[] answer(List<ChatMessage> conversation, String text) {
    return tokenizer.answer(conversation, text);
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
    return tokenizer.encode(text);
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(tokens);
  }

  @Override
  public TokenStream stream() {
    return tokenizer.stream();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
