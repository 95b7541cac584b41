package io.emend.correction;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The functions that answer about a picture, asked the same thing in the words of each. */
enum AskedFunction {
  INFERENCE("/v1/inferences"),
  CORRECTION("/v1/corrections"),
  CHAT("/v1/chat/completions"),
  STREAM("/v1/chat/completions");

  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  private final String path;

  AskedFunction(String path) {
    this.path = path;
  }

  ValidatableResponse ask(String image, String question) {
    return post(body(image, question));
  }

  /** With one more field beside picture and question. */
  ValidatableResponse askWith(String image, String field, Object value) {
    Map<String, Object> body = body(image, "What is this?");
    body.put(field, value);
    return post(body);
  }

  /** With one sampling value, by its name in the typed API. */
  ValidatableResponse sample(String image, String field, Object value) {
    return chats()
        ? askWith(image, samplingName(field), value)
        : askWith(image, "sampling", Map.of(field, value));
  }

  /** What an error calls a sampling value. */
  String samplingName(String field) {
    return chats()
        ? CAPITAL.matcher(field).replaceAll("_$1").toLowerCase(java.util.Locale.ROOT)
        : field;
  }

  /** What an error calls the picture. */
  String imageField() {
    return chats() ? "messages[0].content[0].image_url.url" : "image";
  }

  boolean chats() {
    return this == CHAT || this == STREAM;
  }

  ValidatableResponse post(Object body) {
    return given().contentType("application/json").body(body).post(path).then();
  }

  Map<String, Object> body(String image, String question) {
    Map<String, Object> body = new HashMap<>();
    if (!chats()) {
      body.put("image", image);
      body.put("question", question);
      return body;
    }
    Map<String, ?> picture = Map.of("type", "image_url", "image_url", Map.of("url", image));
    Map<String, ?> text = Map.of("type", "text", "text", question);
    body.put("messages", List.of(Map.of("role", "user", "content", List.of(picture, text))));
    body.put("stream", this == STREAM);
    return body;
  }
}
