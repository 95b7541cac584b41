package io.emend.model.rope;

import static io.emend.error.EmendException.require;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which axis of a position turns which pair of channels (M-RoPE, Wang et al. 2024).
 *
 * @param sections pairs of channels that each axis has
 * @param interleaved whether axes take turns (Qwen3-VL) or follow one another (Qwen2-VL)
 */
public record RotaryAxes(List<Integer> sections, boolean interleaved) {
  /** All channels go by the one position of a token. */
  public static final RotaryAxes ONE = new RotaryAxes(List.of(), false);

  public RotaryAxes {
    sections = List.copyOf(sections);
    require(sections.size() != 1, "sections", "must be none, or two and more", sections);
  }

  /** Number of axes. */
  public int count() {
    return Math.max(1, sections.size());
  }

  /** The axis of each channel of a head, the two halves alike. */
  int[] ofChannels(int headDim) {
    int pairs = headDim / 2;
    int sum = sections.stream().mapToInt(Integer::intValue).sum();
    require(sections.isEmpty() || sum == pairs, "sections", "must sum up to " + pairs, sections);
    return IntStream.range(0, headDim).map(channel -> ofPair(channel % pairs)).toArray();
  }

  private int ofPair(int pair) {
    if (sections.isEmpty()) {
      return 0;
    }
    if (interleaved) {
      // By turns as long as an axis has pairs left; what is over goes to the first.
      int axis = pair % sections.size();
      return pair < sections.get(axis) * sections.size() ? axis : 0;
    }
    int axis = 0;
    for (int end = sections.get(0); pair >= end; end += sections.get(axis)) {
      axis++;
    }
    return axis;
  }
}
