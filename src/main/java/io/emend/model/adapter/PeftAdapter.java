package io.emend.model.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.config.ConfigNode;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.TensorEntry;
import io.emend.model.weights.TensorView;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A LoRA adapter (Hu et al. 2021) in PEFT's format, read from outside: everything is checked. */
public final class PeftAdapter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY =
      Pattern.compile("base_model\\.model\\.(.+)\\.lora_([AB])\\.weight");

  private final PeftConfig config;
  private final Checkpoint checkpoint;

  private PeftAdapter(PeftConfig config, Checkpoint checkpoint) {
    this.config = config;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens an adapter, all of whose values are finite: with one that is not, every answer would be
   * without sense.
   *
   * @throws EmendException {@code model_invalid}, naming file, field, rule and value
   */
  public static PeftAdapter open(Path directory) {
    ConfigNode root = ConfigNode.read(directory.resolve(PeftConfig.FILE));
    PeftFields.requirePlainLora(root);
    PeftConfig config = config(root);
    Checkpoint checkpoint = Checkpoint.open(directory, PeftWriter.WEIGHTS);
    try {
      checkpoint.names().forEach(name -> requireFinite(checkpoint.tensor(name)));
      return new PeftAdapter(config, checkpoint);
    } catch (RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  static void requireFinite(TensorView tensor) {
    tensor
        .firstNotFinite()
        .ifPresent(
            index -> {
              throw broken(tensor.name(), "must be finite", "not so at value " + index);
            });
  }

  private static PeftConfig config(ConfigNode root) {
    try {
      return JSON.treeToValue(root.json(), PeftConfig.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof EmendException rule) {
        throw refused(root, rule);
      }
      throw new EmendException(
          ErrorCode.MODEL_INVALID, root.file() + ": " + e.getOriginalMessage(), e);
    }
  }

  private static EmendException refused(ConfigNode root, EmendException rule) {
    Map<String, Object> details = new HashMap<>(rule.details());
    details.put("file", root.file());
    EmendException refused =
        new EmendException(
            ErrorCode.MODEL_INVALID, root.file() + ": " + rule.getMessage(), details);
    refused.initCause(rule);
    return refused;
  }

  /** The checkpoint that the adapter says it belongs to, if it says. */
  public Optional<String> baseModel() {
    return Optional.ofNullable(config.baseModel()).filter(name -> !name.isBlank());
  }

  /**
   * Rank, alpha and modules with which the adapter can be trained on: as plain LoRA, which it is
   * with another alpha where {@code use_rslora} says so.
   *
   * @throws EmendException {@code model_invalid} where it does not fit, or changes a module in some
   *     layers alone
   */
  public LoraOptions options(AdaptableLinears linears) {
    Set<String> bound =
        bind(linears).keySet().stream()
            .map(name -> name.replaceFirst("\\.lora_[AB]\\.weight$", ""))
            .collect(Collectors.toSet());
    Set<String> modules = bound.stream().map(PeftAdapter::last).collect(Collectors.toSet());
    for (String linear : linears.shapes().keySet()) {
      if (modules.contains(last(linear)) && !bound.contains(linear)) {
        String rule = "must mean the same in every layer for a training to go on from it";
        throw EmendException.invalidModel(
            PeftConfig.FILE, "target_modules", rule, "without " + linear);
      }
    }
    double alpha = config.useRslora() ? scale() * config.rank() : config.alpha();
    return new LoraOptions(config.rank(), alpha, List.copyOf(modules));
  }

  private static String last(String linear) {
    return linear.substring(linear.lastIndexOf('.') + 1);
  }

  /** What B A x is multiplied by. */
  public double scale() {
    return config.alpha() / (config.useRslora() ? Math.sqrt(config.rank()) : config.rank());
  }

  /**
   * The names of the file's tensors by the family's names, such as {@code
   * language_model.layers.0.self_attn.q_proj.lora_A.weight}: A is (r, in), B is (out, r).
   *
   * @throws EmendException {@code model_invalid}, naming the first tensor that fits no layer, or
   *     that a targeted layer lacks
   */
  public Map<String, String> bind(AdaptableLinears linears) {
    Map<String, String> bound = new TreeMap<>();
    for (String key : checkpoint.names()) {
      String name = bind(key, linears);
      if (bound.put(name, key) != null) {
        throw broken(key, "must name a layer once", "in two layouts");
      }
    }
    linears.shapes().keySet().forEach(linear -> requireWhole(linear, linears, bound));
    return bound;
  }

  public TensorView tensor(String key) {
    return checkpoint.tensor(key);
  }

  private String bind(String key, AdaptableLinears linears) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw broken(key, "must be a LoRA matrix by PEFT's name", "something else");
    }
    String linear = linears.canonical(parts.group(1));
    long[] shape = linears.shapes().get(linear);
    if (shape == null) {
      throw broken(key, "must belong to a linear layer of the language model", "unbound");
    }
    if (!isTarget(linear, linears)) {
      throw broken(key, "must be one of target_modules", "not one");
    }
    boolean first = parts.group(2).equals("A");
    long[] expected =
        first ? new long[] {config.rank(), shape[1]} : new long[] {shape[0], config.rank()};
    check(key, expected);
    return linear + ".lora_" + parts.group(2) + ".weight";
  }

  private void check(String key, long[] expected) {
    TensorEntry entry = checkpoint.entry(key);
    if (!Arrays.equals(entry.shape(), expected)) {
      String rule = "must have shape " + Arrays.toString(expected);
      throw broken(key, rule, Arrays.toString(entry.shape()));
    }
    if (!entry.type().isWeight()) {
      throw broken(key, "must be F32, F16 or BF16", entry.type());
    }
  }

  private boolean isTarget(String linear, AdaptableLinears linears) {
    return linears.spellings(linear).stream().anyMatch(config::targets);
  }

  private void requireWhole(String linear, AdaptableLinears linears, Map<String, String> bound) {
    for (String matrix : List.of(".lora_A.weight", ".lora_B.weight")) {
      String name = linear + matrix;
      if (!bound.containsKey(name) && isTarget(linear, linears)) {
        throw broken(name, "must exist, as target_modules says", "missing");
      }
    }
  }

  private static EmendException broken(String key, String rule, Object value) {
    return EmendException.invalidModel(PeftWriter.WEIGHTS, key, rule, value);
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
