package io.emend.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through. A path without an object stands for one that lets the caller in: 404. */
@QuarkusTest
@TestProfile(GuardedServer.class)
class AccessIT {
  private static final String FUNCTION = "/v1/images/none";
  private static final String ADMIN = "/admin/v1/nothing-here";

  @ConfigProperty(name = "test.private-key")
  String privateKey;

  private static ValidatableResponse get(String path, String key) {
    return given().header("Authorization", "Bearer " + key).get(path).then();
  }

  private String token(String... roles) throws Exception {
    byte[] encoded = Base64.getDecoder().decode(privateKey);
    PrivateKey key =
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    return Jwt.subject("someone").groups(Set.of(roles)).sign(key);
  }

  private static void assertUnauthenticated(ValidatableResponse response) {
    response
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"))
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {FUNCTION, ADMIN, "/", "/q/openapi", "/q/healthx", "/v1x"})
  void withoutCredentialsThereIsNoWayIn(String path) {
    assertUnauthenticated(given().get(path).then());
  }

  @Test
  void aWrongKeyIsNoKey() {
    assertUnauthenticated(get(FUNCTION, "wrong"));
  }

  @Test
  void aTokenOfAnotherSignerIsNoToken() {
    assertUnauthenticated(get(FUNCTION, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA"));
  }

  @Test
  void aUserCallsFunctions() {
    get(FUNCTION, GuardedServer.USER_KEY).statusCode(404).body("code", equalTo("image_not_found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADMIN, "/anything", "/v1/../admin/v1/x", "/v1/%2e%2e/admin/v1/x"})
  void aUserIsNoAdmin(String path) {
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + GuardedServer.USER_KEY)
        .get(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("role_missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADMIN, FUNCTION})
  void anAdminCallsEverything(String path) {
    get(path, GuardedServer.ADMIN_KEY).statusCode(404);
  }

  @Test
  void aTokenWithTheRoleCallsFunctions() throws Exception {
    get(FUNCTION, token("user")).statusCode(404);
  }

  @Test
  void aTokenWithoutTheRoleDoesNot() throws Exception {
    get(FUNCTION, token("guest")).statusCode(403).body("code", equalTo("role_missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/metrics"})
  void probesAndScrapersNeedNoKey(String path) {
    given().get(path).then().statusCode(200);
  }

  @Test
  void theDescriptionDeclaresTheScheme() {
    given()
        .header("Authorization", "Bearer " + GuardedServer.USER_KEY)
        .get("/q/openapi?format=json")
        .then()
        .body("components.securitySchemes.bearer", hasEntry("scheme", "bearer"));
  }

  @Test
  void noKeyReachesTheLog() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(handler);
    get(FUNCTION, GuardedServer.USER_KEY);
    get(FUNCTION, "the-wrong-secret");
    Logger.getLogger("").removeHandler(handler);
    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("secret"));
  }
}
