package io.emend.model.llava;

import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.TokenStream;
import io.emend.model.image.ImageProcessor;
import io.emend.model.image.ImageSize;
import io.emend.model.image.PixelTensor;
import io.emend.model.tokenizer.ChatTokenizer;
import io.emend.model.tokenizer.PlaceholderExpander;
import io.emend.model.tokenizer.PlaceholderExpander.Expanded;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** LLaVA's processor: each image token of a rendering becomes as many as a picture has features. */
final class LlavaProcessor implements Processor {
  /** Beside those of its towers, checkpoints name a processor of the family's own. */
  private static final Set<String> IMAGE_PROCESSORS = Set.of("LlavaImageProcessor");

  private final ChatTokenizer tokenizer;
  private final ImageProcessor images;
  private final int side;
  private final PlaceholderExpander expander;

  private LlavaProcessor(
      ChatTokenizer tokenizer, ImageProcessor images, int side, PlaceholderExpander expander) {
    this.tokenizer = tokenizer;
    this.images = images;
    this.side = side;
    this.expander = expander;
  }

  static LlavaProcessor read(
      Path directory, LlavaConfig config, int imageTokens, Set<Integer> endTokens) {
    int side = config.vision().imageSize();
    ImageProcessor images = ImageProcessor.read(directory, IMAGE_PROCESSORS, side);
    Set<Integer> control = new HashSet<>(endTokens);
    control.add(config.imageToken());
    ChatTokenizer tokenizer = tokenizer(directory, config, control);
    int[] picture = new int[imageTokens];
    Arrays.fill(picture, config.imageToken());
    PlaceholderExpander expander =
        new PlaceholderExpander(config.imageToken(), config.imageToken(), pixels -> picture);
    return new LlavaProcessor(tokenizer, images, side, expander);
  }

  private static ChatTokenizer tokenizer(Path directory, LlavaConfig config, Set<Integer> control) {
    ChatTokenizer tokenizer = ChatTokenizer.read(directory, control);
    try {
      ProcessorConfig.check(directory, config, tokenizer);
      tokenizer.requireFor(config.text().vocabularySize(), config.imageToken());
      return tokenizer;
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    images.requireSize(image, side);
    return images.process(image, digest);
  }

  @Override
  public ImageSize anySize() {
    return images.keepsSize() ? new ImageSize(side, side) : Processor.super.anySize();
  }

  /** All pictures become the same size. */
  @Override
  public PixelValues unread(String digest, Supplier<ImageSize> size) {
    return new PixelTensor(digest, 0, 0, new float[0]);
  }

  @Override
  public String imageSettings() {
    return images.toString();
  }

  @Override
  public Prompt prompt(List<ChatMessage> conversation) {
    Expanded expanded = expander.expand(tokenizer.prompt(conversation), conversation);
    return new Prompt(expanded.tokens(), expanded.images());
  }

  @Override
  public int[] answer(List<ChatMessage> conversation, String text) {
    return tokenizer.answer(conversation, text);
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
