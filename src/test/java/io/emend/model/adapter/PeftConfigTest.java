package io.emend.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeftConfigTest {
  private static final String Q = "model.language_model.layers.0.self_attn.q_proj";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static PeftConfig read(String fields) throws JsonProcessingException {
    String whole =
        "{\"peft_type\":\"LORA\",\"r\":4,\"lora_alpha\":8,\"target_modules\":[\"q_proj\"]";
    return JSON.readValue(whole + fields + "}", PeftConfig.class);
  }

  @Test
  void whatIsWrittenReadsBack() throws JsonProcessingException {
    TargetModules modules = new TargetModules.Names(List.of("q_proj", "v_proj"));
    PeftConfig config = PeftConfig.lora("base", 8, 16, modules);
    assertThat(JSON.readValue(JSON.writeValueAsString(config), PeftConfig.class)).isEqualTo(config);
  }

  @Test
  void anExpressionNamesModulesWhole() throws JsonProcessingException {
    PeftConfig config = read(",\"target_modules\":\".*language_model.*\\\\.q_proj\"");
    assertThat(config.targets(Q)).isTrue();
    assertThat(config.targets("model.vision_tower.layers.0.self_attn.q_proj")).isFalse();
  }

  @Test
  void aListNamesTheEndsOfModules() throws JsonProcessingException {
    assertThat(read("").targets(Q)).isTrue();
    assertThat(read("").targets("model.myq_proj")).isFalse();
  }

  @Test
  void excludedModulesAreNotMeant() throws JsonProcessingException {
    assertThat(read(",\"exclude_modules\":[\"layers.0.self_attn.q_proj\"]").targets(Q)).isFalse();
  }

  @Test
  void aPatternGivesAModuleItsOwnRankAndScale() throws JsonProcessingException {
    PeftConfig config =
        read(",\"rank_pattern\":{\"layers.0.*\":2},\"alpha_pattern\":{\"q_proj\":6}");
    assertThat(config.rankOf(Q)).isEqualTo(2);
    assertThat(config.scaleOf(Q)).isEqualTo(3);
  }

  @Test
  void rankStabilisedScaleDividesByTheRoot() throws JsonProcessingException {
    assertThat(read(",\"use_rslora\":true").scaleOf(Q)).isEqualTo(4);
  }

  @Test
  void aVariantThatComputesSomethingElseIsRefused() {
    assertThatThrownBy(() -> read(",\"use_dora\":true")).hasMessageContaining("use_dora must be");
  }
}
