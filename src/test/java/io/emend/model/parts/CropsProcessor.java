package io.emend.model.parts;

import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.TokenStream;
import io.emend.model.config.ConfigNode;
import io.emend.model.image.ImageProcessor;
import io.emend.model.image.ImageSize;
import io.emend.model.image.PixelParts;
import io.emend.model.image.PixelTensor;
import io.emend.model.image.Resampling;
import io.emend.model.tokenizer.ChatTokenizer;
import io.emend.model.tokenizer.PlaceholderExpander;
import io.emend.model.tokenizer.PlaceholderExpander.Expanded;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A picture, and where it is long, crops of it beside it, each in a span of its own. */
final class CropsProcessor implements Processor {
  private static final int LEAST_SIDE = 16;
  private static final int MOST_CROPS = 3;
  private static final double LEAST_RATIO = 1.2;

  private final ChatTokenizer tokenizer;
  private final ImageProcessor images;
  private final PlaceholderExpander expander;
  private final int[] span;

  private CropsProcessor(ChatTokenizer tokenizer, ImageProcessor images, ConfigNode config) {
    this.tokenizer = tokenizer;
    this.images = images;
    int begin = config.at("boi_token_index").integer(0);
    int image = config.at("image_token_index").integer(0);
    int end = config.at("eoi_token_index").integer(0);
    int count = config.at("mm_tokens_per_image").integer(1);
    this.span =
        concat(
            tokenizer.encode("\n\n"),
            new int[] {begin},
            Collections.nCopies(count, image).stream().mapToInt(id -> id).toArray(),
            new int[] {end},
            tokenizer.encode("\n\n"));
    this.expander = new PlaceholderExpander(begin, image, this::tokens);
  }

  static CropsProcessor read(Path directory) {
    ConfigNode config = ConfigNode.read(directory.resolve("config.json"));
    int side = config.at("vision_config").at("image_size").integer(1);
    float[] half = {0.5f, 0.5f, 0.5f};
    ImageProcessor images =
        new ImageProcessor(
            false, true, 0, side, side, Resampling.BILINEAR, 0, 0, 1 / 255.0, half, half);
    Set<Integer> control =
        Set.of(config.at("boi_token_index").integer(0), config.at("eos_token_id").integer(0));
    return new CropsProcessor(ChatTokenizer.read(directory, control), images, config);
  }

  private static int[] concat(int[]... parts) {
    return Stream.of(parts).flatMapToInt(IntStream::of).toArray();
  }

  @Override
  public PixelValues preprocess(BufferedImage image, String digest) {
    List<PixelTensor> views = new ArrayList<>();
    views.add(images.process(image, digest));
    for (Rectangle crop : crops(new ImageSize(image.getHeight(), image.getWidth()))) {
      BufferedImage part = image.getSubimage(crop.x, crop.y, crop.width, crop.height);
      views.add(images.process(part, digest));
    }
    return new PixelParts(digest, views);
  }

  /** Transformers' pan and scan: a long picture is divided along its longer side. */
  private static List<Rectangle> crops(ImageSize size) {
    int longer = Math.max(size.height(), size.width());
    int shorter = Math.min(size.height(), size.width());
    double ratio = (double) longer / shorter;
    int count = Math.min(longer / LEAST_SIDE, (int) Math.floor(ratio + 0.5));
    count = Math.min(MOST_CROPS, Math.max(2, count));
    int step = (longer + count - 1) / count;
    if (ratio < LEAST_RATIO || Math.min(step, shorter) < LEAST_SIDE) {
      return List.of();
    }
    boolean wide = size.width() >= size.height();
    return IntStream.range(0, count).mapToObj(i -> crop(i * step, step, size, wide)).toList();
  }

  private static Rectangle crop(int from, int step, ImageSize size, boolean wide) {
    return wide
        ? new Rectangle(from, 0, Math.min(step, size.width() - from), size.height())
        : new Rectangle(0, from, size.width(), Math.min(step, size.height() - from));
  }

  @Override
  public PixelValues unread(String digest, Supplier<ImageSize> size) {
    PixelTensor none = new PixelTensor(digest, 0, 0, new float[0]);
    return new PixelParts(digest, Collections.nCopies(1 + crops(size.get()).size(), none));
  }

  @Override
  public String imageSettings() {
    return images + ", crops of " + LEAST_SIDE + " and more, at most " + MOST_CROPS;
  }

  private int[] tokens(PixelValues picture) {
    int crops = ((PixelParts) picture).views().size() - 1;
    if (crops == 0) {
      return span;
    }
    int[] tokens =
        concat(
            tokenizer.encode("Here is the original image "),
            span,
            tokenizer.encode(" and here are some crops to help you see better "));
    for (int i = 0; i < crops; i++) {
      tokens = concat(tokens, i == 0 ? new int[0] : tokenizer.encode(" "), span);
    }
    return tokens;
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
