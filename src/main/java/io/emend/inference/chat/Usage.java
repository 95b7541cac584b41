package io.emend.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Tokens of a response.
 *
 * @param imageTokens those of the prompt that stand for pictures; null where the engine does not
 *     tell
 * @param cachedTokens those of the prompt that were found in the cache; null where the engine does
 *     not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
    int promptTokens, Integer imageTokens, Integer cachedTokens, int completionTokens) {

  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        sum(imageTokens, other.imageTokens),
        sum(cachedTokens, other.cachedTokens),
        completionTokens + other.completionTokens);
  }

  private static Integer sum(Integer one, Integer other) {
    return one == null || other == null ? null : Integer.valueOf(one + other);
  }
}
