package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param version its own, null where it does not tell
 * @param served the base model's name there
 * @param contextLength longest sequence in tokens, null where it does not tell
 * @param adapters by name, where it has each from
 */
record ServerFacts(
    Flavor flavor,
    String version,
    String served,
    Integer contextLength,
    Map<String, String> adapters) {

  ServerFacts {
    adapters = Map.copyOf(adapters);
  }

  /** The base model's name in the API. */
  String name() {
    return nameOf(served);
  }

  /**
   * The last part of a model's name or path, which is what the same checkpoint is called here, with
   * a hyphen for what a name here may not have: {@code gemma-3-4b-it} for {@code
   * google/gemma-3-4b-it}.
   */
  static String nameOf(String served) {
    String last = served.replaceFirst("/+$", "").replaceFirst("^.*/", "");
    String name = last.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    if (name.isEmpty()) {
      throw new EmendException(
          ErrorCode.ENGINE_RESPONSE_INVALID, "a model must have a name, was " + served);
    }
    return name;
  }

  /** Whether an answer that names a model so comes from the one that was asked. */
  boolean isOf(String asked, String answered) {
    if (answered.equals(asked)) {
      return true;
    }
    String more = answered.startsWith(asked) ? answered.substring(asked.length()) : "";
    return switch (flavor) {
      case VLLM -> false;
      // With the revision.
      case TRANSFORMERS -> more.startsWith("@");
      // With the date of the snapshot.
      case OPENAI -> more.matches("-\\d[\\d-]*");
    };
  }
}
