package io.emend.correction;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.emend.error.EmendException;

/**
 * What a second turn is asked for: an intent, or a text of one's own. In JSON {@code "critique"} or
 * <code>{"text": …}</code>.
 *
 * @param intent null where there is a text
 * @param text null where there is an intent
 */
public record Review(ReviewIntent intent, String text) {

  public Review {
    require((intent == null) != (text == null), "review", "must be an intent or a text", text);
    require(text == null || !text.isBlank(), "review.text", "must not be empty", text);
  }

  /**
   * As a request gives it.
   *
   * @param review absent for critique
   * @throws EmendException {@code invalid_value} or {@code unknown_field}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Review of(JsonNode review) {
    if (review == null || review.isNull()) {
      return new Review(ReviewIntent.CRITIQUE, null);
    }
    if (review.isTextual()) {
      return new Review(ReviewIntent.named(review.asText()), null);
    }
    require(review.isObject(), "review", "must be an intent or an object with a text", review);
    for (String name : (Iterable<String>) review::fieldNames) {
      if (!name.equals("text")) {
        throw EmendException.unknownField("review." + name, "text");
      }
    }
    JsonNode text = review.path("text");
    require(text.isTextual(), "review.text", "must be a text", text);
    return new Review(null, text.asText());
  }

  @JsonValue
  public JsonNode json() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return intent == null ? nodes.objectNode().put("text", text) : nodes.textNode(intent.word());
  }

  /** The intent's name, or the text. */
  public String word() {
    return intent == null ? text : intent.word();
  }
}
