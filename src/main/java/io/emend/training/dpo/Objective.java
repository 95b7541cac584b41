package io.emend.training.dpo;

/** What is minimised. The maths stands in {@code torchscript/preference.py}. */
public enum Objective {
  /** Rafailov et al. 2023; with label smoothing, conservative DPO (Mitchell 2023). */
  SIGMOID("dpo_sigmoid"),
  /** Azar et al. 2023, on mean log-ratios a token. */
  IPO("dpo_ipo"),
  /** Zhao et al. 2023. */
  HINGE("dpo_hinge"),
  /** Cross-entropy of the chosen responses alone, the control; rejected ones are not read. */
  SFT("dpo_sft");

  private final String method;

  Objective(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }

  boolean comparesResponses() {
    return this != SFT;
  }
}
