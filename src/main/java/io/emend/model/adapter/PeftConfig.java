package io.emend.model.adapter;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An {@code adapter_config.json} of PEFT's LoRA. Variants that compute something else than {@code W
 * x + scale B A x} are refused, so that none is ever applied as if it were plain LoRA.
 *
 * @param taskType null, or for example {@code CAUSAL_LM}; nothing depends on it
 * @param baseModel the checkpoint that the adapter belongs to, if it says
 * @param rank r, of modules that {@code rankPattern} does not name
 * @param alpha the product is scaled by alpha / r, by alpha / sqrt(r) with {@code useRslora}
 * @param dropout of training alone
 * @param excludeModules taken out of the target modules, or null
 * @param modulesToSave modules trained whole: must be none
 * @param rankPattern ranks of some modules: module name, or its end, or an expression of either
 * @param alphaPattern alphas of some modules, in the same way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PeftConfig(
    @JsonProperty("peft_type") String peftType,
    @JsonProperty("task_type") String taskType,
    @JsonProperty("base_model_name_or_path") String baseModel,
    @JsonProperty("revision") String revision,
    @JsonProperty("inference_mode") boolean inferenceMode,
    @JsonProperty("r") int rank,
    @JsonProperty("lora_alpha") double alpha,
    @JsonProperty("lora_dropout") double dropout,
    @JsonProperty("target_modules") TargetModules targetModules,
    @JsonProperty("exclude_modules") TargetModules excludeModules,
    @JsonProperty("bias") String bias,
    @JsonProperty("lora_bias") boolean loraBias,
    @JsonProperty("use_rslora") boolean useRslora,
    @JsonProperty("use_dora") boolean useDora,
    @JsonProperty("fan_in_fan_out") boolean fanInFanOut,
    @JsonProperty("modules_to_save") List<String> modulesToSave,
    @JsonProperty("rank_pattern") Map<String, Integer> rankPattern,
    @JsonProperty("alpha_pattern") Map<String, Double> alphaPattern) {
  public static final String FILE = "adapter_config.json";

  public PeftConfig {
    require("LORA".equals(peftType), "peft_type", "must be LORA", peftType);
    require(rank >= 1, "r", "must be 1 or more", rank);
    require(alpha > 0 && Double.isFinite(alpha), "lora_alpha", "must be over 0", alpha);
    require(dropout >= 0 && dropout < 1, "lora_dropout", "must be 0 to under 1", dropout);
    require(targetModules != null, "target_modules", "must be given", null);
    require(bias == null || bias.equals("none"), "bias", "must be none", bias);
    require(!loraBias, "lora_bias", "must be false", loraBias);
    require(!useDora, "use_dora", "must be false", useDora);
    require(!fanInFanOut, "fan_in_fan_out", "must be false", fanInFanOut);
    modulesToSave = modulesToSave == null ? List.of() : List.copyOf(modulesToSave);
    require(modulesToSave.isEmpty(), "modules_to_save", "must be none", modulesToSave);
    rankPattern = rankPattern == null ? Map.of() : new LinkedHashMap<>(rankPattern);
    rankPattern.forEach(
        (name, r) -> require(r >= 1, "rank_pattern." + name, "must be 1 or more", r));
    alphaPattern = alphaPattern == null ? Map.of() : new LinkedHashMap<>(alphaPattern);
    bias = "none";
  }

  /** Plain LoRA of one rank. */
  public static PeftConfig lora(String baseModel, int rank, double alpha, TargetModules modules) {
    return new PeftConfig(
        "LORA", null, baseModel, null, true, rank, alpha, 0, modules, null, "none", false, false,
        false, false, List.of(), Map.of(), Map.of());
  }

  /** Whether the adapter changes a module, by its full name in the model. */
  public boolean targets(String module) {
    boolean excluded = excludeModules != null && excludeModules.matches(module);
    return targetModules.matches(module) && !excluded;
  }

  /** r of a module. */
  public int rankOf(String module) {
    return pattern(rankPattern, module, rank);
  }

  /** What the product B A x of a module is multiplied by. */
  public double scaleOf(String module) {
    int r = rankOf(module);
    return pattern(alphaPattern, module, alpha) / (useRslora ? Math.sqrt(r) : r);
  }

  /** PEFT's rule: the first key that matches the name or, after a dot, its end. */
  private static <T> T pattern(Map<String, T> patterns, String module, T otherwise) {
    return patterns.entrySet().stream()
        .filter(entry -> module.matches("(.*\\.)?(" + entry.getKey() + ")"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
