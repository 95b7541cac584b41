package io.emend.model.rope;

import io.emend.model.config.ConfigFields;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.util.Map;
import java.util.Set;

/**
 * Rotary position embedding (Su et al. 2021) and its scalings, with the formulas of transformers'
 * {@code modeling_rope_utils}: {@code default}, {@code linear}, {@code dynamic} and {@code llama3}.
 *
 * @param originalMaxPositions context of pre-training, for llama3 scaling
 * @param axes of positions
 */
public record RotaryConfig(
    String type,
    double theta,
    int headDim,
    double factor,
    double lowFrequencyFactor,
    double highFrequencyFactor,
    int originalMaxPositions,
    RotaryAxes axes) {

  private static final KnownFields FIELDS =
      ConfigFields.of(
          Set.of(
              "factor",
              "high_freq_factor",
              "low_freq_factor",
              "original_max_position_embeddings",
              "rope_theta",
              "rope_type",
              "type"),
          Map.of("attention_factor", 1.0, "partial_rotary_factor", 1.0));

  public static RotaryConfig from(ConfigNode text, int headDim, int maxPositions) {
    ConfigNode scaling = scaling(text);
    String type = scaling.at("rope_type").text(scaling.at("type").text("default"));
    double theta = scaling.at("rope_theta").positive(text.at("rope_theta").positive(10000));
    if (!type.matches("default|linear|dynamic|llama3")) {
      throw scaling.at("rope_type").broken("must be default, linear, dynamic or llama3", type);
    }
    FIELDS.check(scaling);
    return switch (type) {
      case "linear" -> linear(scaling, theta, headDim, maxPositions);
      case "llama3" -> llama3(scaling, theta, headDim);
      default -> new RotaryConfig(type, theta, headDim, 1, 1, 4, maxPositions, RotaryAxes.ONE);
    };
  }

  private static RotaryConfig linear(
      ConfigNode scaling, double theta, int headDim, int maxPositions) {
    double factor = scaling.at("factor").positive();
    return new RotaryConfig("linear", theta, headDim, factor, 1, 4, maxPositions, RotaryAxes.ONE);
  }

  private static RotaryConfig llama3(ConfigNode scaling, double theta, int headDim) {
    double low = scaling.at("low_freq_factor").positive();
    double high = scaling.at("high_freq_factor").positive();
    if (high <= low) {
      throw scaling.at("high_freq_factor").broken("must exceed low_freq_factor, " + low, high);
    }
    return new RotaryConfig(
        "llama3",
        theta,
        headDim,
        scaling.at("factor").positive(),
        low,
        high,
        scaling.at("original_max_position_embeddings").integer(1),
        RotaryAxes.ONE);
  }

  /** The newer name or the older; transformers reads the older where both are there. */
  private static ConfigNode scaling(ConfigNode text) {
    ConfigNode newer = text.part("rope_parameters");
    ConfigNode older = text.part("rope_scaling");
    if (newer.exists() && older.exists() && !newer.json().equals(older.json())) {
      throw older.broken("must be absent beside rope_parameters, or the same", older.json());
    }
    return newer.exists() ? newer : older;
  }

  /** Without scaling. */
  public static RotaryConfig plain(double theta, int headDim, int maxPositions, RotaryAxes axes) {
    return new RotaryConfig("default", theta, headDim, 1, 1, 4, maxPositions, axes);
  }

  /** Angles of one position, (headDim), the two halves alike. */
  double[] angles(int position) {
    double[] angles = new double[headDim];
    for (int i = 0; i < headDim; i++) {
      angles[i] = (float) position * (float) inverseFrequency(i % (headDim / 2));
    }
    return angles;
  }

  /**
   * Dynamic scaling changes nothing up to the context that the model was made for, which is the
   * longest that is served here.
   */
  private double inverseFrequency(int pair) {
    double plain = Math.pow(theta, -2.0 * pair / headDim);
    return switch (type) {
      case "linear" -> plain / factor;
      case "llama3" -> llama3(plain);
      default -> plain;
    };
  }

  private double llama3(double frequency) {
    double wavelength = 2 * Math.PI / frequency;
    if (wavelength < originalMaxPositions / highFrequencyFactor) {
      return frequency;
    }
    if (wavelength > originalMaxPositions / lowFrequencyFactor) {
      return frequency / factor;
    }
    double smooth =
        (originalMaxPositions / wavelength - lowFrequencyFactor)
            / (highFrequencyFactor - lowFrequencyFactor);
    return (1 - smooth) * frequency / factor + smooth * frequency;
  }
}
