package io.emend.startpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StartPageTest {
  private static final URI SERVER = URI.create("http://127.0.0.1:8080");

  private static String page(String model, String state, String... functions) {
    ServerSummary server =
        new ServerSummary("emend", "1", List.of(functions), model, state, Map.of());
    return new StartPage().render(server, new FirstRequest(SERVER, false));
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @Test
  void thePolicyAllowsThePagesOwnStyle() throws Exception {
    String style = found("<style>(.*)</style>", page("m", "ready", "inference"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
    assertThat(StartPage.policy())
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
  }

  @Test
  void whatComesFromTheConfigurationIsEscaped() {
    assertThat(page("<b>", "waits for <i>", "inference"))
        .contains("&lt;b&gt; does not answer yet: waits for &lt;i&gt;")
        .doesNotContain("<b>", "<i>");
  }

  @Test
  void functionsThatAreOffAreNotShown() {
    assertThat(page(null, "ready", "admin"))
        .contains("/admin/v1/datasets", "This server administers")
        .doesNotContain("/v1/corrections", "curl");
  }

  @Test
  void theFirstRequestIsAPictureAndAQuestion() throws Exception {
    String command = new FirstRequest(SERVER, false).command();
    assertThat(command).startsWith("curl -s http://127.0.0.1:8080/v1/inferences -H 'Content-Type");
    JsonNode body = new ObjectMapper().readTree(found("-d '(.*)'$", command));
    String picture = found("data:image/png;base64,(.*)", body.path("image").asText());
    assertThat(new ImageDecoder(ImageLimits.DEFAULT).decode(Base64.getDecoder().decode(picture)))
        .satisfies(image -> assertThat(image.width()).isEqualTo(64));
  }

  @Test
  void aServerThatWantsAKeyIsSentOne() {
    assertThat(new FirstRequest(SERVER, true).command())
        .contains("-H \"Authorization: Bearer $KEY\"");
  }
}
