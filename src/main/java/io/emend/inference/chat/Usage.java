package io.emend.inference.chat;

/**
 * Tokens of a response.
 *
 * @param imageTokens those of the prompt that stand for pictures
 * @param cachedTokens those of the prompt that were found in the cache
 */
public record Usage(int promptTokens, int imageTokens, int cachedTokens, int completionTokens) {

  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        imageTokens + other.imageTokens,
        cachedTokens + other.cachedTokens,
        completionTokens + other.completionTokens);
  }
}
