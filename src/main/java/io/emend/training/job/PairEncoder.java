package io.emend.training.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Role;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.model.image.ImageSize;
import io.emend.model.preference.TokenPair;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.training.dpo.DpoExample;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pairs as tokens: the prompt as it is served (chat template, image tokens, the first turn's text),
 * each response with the token that ends a turn, as generation ends it.
 */
final class PairEncoder {
  private final Processor processor;
  private final ObjectStore store;
  private final Set<Integer> control;
  private final int endOfTurn;
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /**
   * @param ends ids that end a response, the usual one first
   * @param imageToken id that stands at image positions
   */
  PairEncoder(Processor processor, ObjectStore store, Set<Integer> ends, int imageToken) {
    this.processor = processor;
    this.store = store;
    this.control =
        IntStream.concat(IntStream.of(imageToken), ends.stream().mapToInt(Integer::intValue))
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
    this.endOfTurn = endOfTurn(ends);
  }

  /** The one that the chat template puts behind an answer, if it puts one. */
  private int endOfTurn(Set<Integer> ends) {
    List<ChatMessage> first = List.of(ChatMessage.text(Role.USER, "a"));
    List<ChatMessage> second =
        List.of(
            first.get(0), ChatMessage.text(Role.ASSISTANT, "b"), ChatMessage.text(Role.USER, "c"));
    Prompt before = processor.prompt(first);
    return IntStream.of(processor.prompt(second).tokens())
        .skip(before.length())
        .filter(ends::contains)
        .findFirst()
        .orElseGet(() -> ends.iterator().next());
  }

  /** Reads no picture yet, but where the number of its tokens depends on its size. */
  DpoExample encode(PreferencePair pair) {
    ChatMessage message = asked(pair);
    Prompt prompt = processor.prompt(List.of(message));
    TokenPair tokens =
        new TokenPair(
            prompt.tokens(),
            prompt.positions(),
            response(pair.sample(), message, pair.chosen()),
            response(pair.sample(), message, pair.rejected()));
    return new DpoExample(pair.sample(), tokens, pictures(pair, prompt.images()));
  }

  /** As it is served: pictures in order, then the text. */
  private ChatMessage asked(PreferencePair pair) {
    List<ChatMessage.Part> parts = new ArrayList<>();
    for (String image : pair.pictures()) {
      PixelValues place = processor.unread(image, () -> size(pair, image));
      parts.add(new ChatMessage.Picture(place));
    }
    parts.add(new ChatMessage.Text(pair.prompt()));
    return new ChatMessage(Role.USER, parts);
  }

  private List<DpoExample.Picture> pictures(PreferencePair pair, List<PlacedImage> placed) {
    return IntStream.range(0, placed.size())
        .mapToObj(
            i -> {
              String image = pair.pictures().get(i);
              return new DpoExample.Picture(
                  image,
                  processor.imageSettings(),
                  placed.get(i).tokens(),
                  () -> processor.preprocess(decoded(pair, image), image));
            })
        .toList();
  }

  private int[] response(String sample, ChatMessage asked, String text) {
    if (IntStream.of(processor.encode(text)).anyMatch(control::contains)) {
      throw new EmendException(
          ErrorCode.TRAINING_PAIR_INVALID,
          "a response of pair " + sample + " spells a control token: leave that sample out",
          Map.of("ids", List.of(sample)));
    }
    int[] ids = processor.answer(List.of(asked), text);
    return IntStream.concat(IntStream.of(ids), IntStream.of(endOfTurn)).toArray();
  }

  private ImageSize size(PreferencePair pair, String image) {
    BufferedImage picture = decoded(pair, image);
    return new ImageSize(picture.getHeight(), picture.getWidth());
  }

  private BufferedImage decoded(PreferencePair pair, String image) {
    byte[] bytes = store.get(ObjectKey.image(image)).orElseThrow(() -> missing(pair, image));
    return decoder.decode(bytes).pixels();
  }

  private static EmendException missing(PreferencePair pair, String image) {
    return new EmendException(
        ErrorCode.IMAGE_NOT_FOUND,
        "the store does not hold image " + image + " of pair " + pair.sample(),
        Map.of("value", image));
  }
}
