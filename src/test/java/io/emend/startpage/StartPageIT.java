package io.emend.startpage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SmallModel.class)
class StartPageIT {
  private static final String CHROMIUM =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  @Test
  void aBrowserGetsAPageThatUsesNothingButItself() {
    Response page = given().header("Accept", CHROMIUM).get("/");
    page.then()
        .statusCode(200)
        .contentType("text/html;charset=UTF-8")
        .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'sha256-"))
        .body(containsString("/q/swagger-ui/"));
    assertThat(page.asString()).doesNotContain("<script", "http://www", "https://", "{server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/*"})
  void othersGetJson(String accept) {
    given()
        .header("Accept", accept)
        .get("/")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("name", equalTo("emend"))
        .body("functions", hasItems("inference", "correction", "admin"))
        .body("links.pages", equalTo("/q/swagger-ui/"));
  }

  @Test
  void thePagesOfTheDescriptionAreThere() {
    given()
        .get("/q/swagger-ui/")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("connect-src 'self'"))
        .body(containsString("/q/openapi"));
  }

  @Test
  void theRootIsNoPartOfTheDescription() {
    given().get("/q/openapi?format=json").then().body("paths.'/'", equalTo(null));
  }
}
