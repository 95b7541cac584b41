package io.emend.model.tokenizer;

import io.emend.error.EmendException;
import io.emend.model.ChatMessage;
import io.emend.model.PixelValues;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.Prompt.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts in a rendering what stands for its pictures: each placeholder becomes the tokens of one, in
 * which runs of the image token take its features.
 *
 * @param placeholder id that the rendering has once a picture
 * @param imageToken id that stands at image positions, which may be the same
 */
public record PlaceholderExpander(int placeholder, int imageToken, PictureTokens tokens) {

  /** Ids that stand for a picture, image tokens among them. */
  public interface PictureTokens {
    int[] of(PixelValues picture);
  }

  /** Ids of a whole prompt and where its pictures are. */
  public record Expanded(int[] tokens, List<PlacedImage> images) {}

  /**
   * Every placeholder must be a picture's: the tower has no features for another.
   *
   * @throws EmendException {@code invalid_value} where there are more or fewer
   */
  public Expanded expand(int[] ids, List<ChatMessage> conversation) {
    List<PixelValues> pictures = pictures(conversation);
    long places = Arrays.stream(ids).filter(id -> id == placeholder).count();
    if (places != pictures.size()) {
      String rule = "must give each of " + pictures.size() + " pictures one place";
      throw EmendException.invalid("chat template", rule, places);
    }
    Iterator<PixelValues> next = pictures.iterator();
    List<PlacedImage> placed = new ArrayList<>();
    IntStream.Builder expanded = IntStream.builder();
    int length = 0;
    for (int id : ids) {
      int[] own = {id};
      if (id == placeholder) {
        PixelValues picture = next.next();
        own = tokens.of(picture);
        placed.add(new PlacedImage(spans(own, length), picture));
      }
      Arrays.stream(own).forEach(expanded::add);
      length += own.length;
    }
    return new Expanded(expanded.build().toArray(), placed);
  }

  /** Runs of the image token, counted from where the picture's tokens begin. */
  private List<Span> spans(int[] own, int offset) {
    List<Span> spans = new ArrayList<>();
    int start = 0;
    while (start < own.length) {
      int end = start;
      while (end < own.length && own[end] == imageToken) {
        end++;
      }
      if (end > start) {
        spans.add(new Span(offset + start, end - start));
      }
      start = end + 1;
    }
    return spans;
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
}
