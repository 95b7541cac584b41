package io.emend.admin;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.emend.correction.Outcome;
import io.emend.inference.SmallModel;
import io.emend.inference.image.ImageStore;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.Samples;
import io.emend.preference.pair.PairOptions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SmallModel.class)
class DatasetsIT {
  private static final String DATASETS = "/admin/v1/datasets";

  @Inject DatasetStore datasets;
  @Inject ImageStore images;

  private String name;

  /** A version with two pairs and a sample without one. */
  @BeforeEach
  void write() {
    name = "set-" + UUID.randomUUID();
    String image = images.put(SmallModel.image("rgb.png")).id();
    List<LabelledCorrection> samples =
        List.of(
            Samples.of("s0", Outcome.WRONG_RIGHT, "color", image, "Which colour?"),
            Samples.of("s1", Outcome.RIGHT_WRONG, "color", image, "Which shape?"),
            Samples.of("s2", Outcome.RIGHT_RIGHT, "color", image, "Where?"));
    datasets.write(new DatasetId(name, "v1"), samples, PairOptions.DEFAULTS, Samples.LINEAGE);
  }

  private String version() {
    return DATASETS + "/" + name + "/v1";
  }

  @Test
  void aVersionIsListed() {
    when().get(DATASETS).then().statusCode(200).body("data.name", hasItem(name));
  }

  @Test
  void theSecondVersionIsListedBeforeTheTenth() {
    List<LabelledCorrection> samples =
        List.of(
            Samples.of(
                "s0",
                Outcome.WRONG_RIGHT,
                "color",
                images.put(SmallModel.image("rgb.png")).id(),
                "Which?"));
    for (String version : List.of("v10", "v2")) {
      datasets.write(new DatasetId(name, version), samples, PairOptions.DEFAULTS, Samples.LINEAGE);
    }
    when()
        .get(DATASETS + "?limit=1000")
        .then()
        .body(
            "data.findAll { it.name == '" + name + "' }.version",
            equalTo(List.of("v1", "v2", "v10")));
  }

  @Test
  void aListHasAsManyAsAskedFor() {
    when().get(DATASETS + "?limit=1").then().statusCode(200).body("data", hasSize(1));
  }

  @Test
  void aPageTellsWhatFollows() {
    when()
        .get(version() + "/samples?limit=2")
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("next", is(2));
  }

  @Test
  void theManifestHasCountsByOutcome() {
    when().get(version()).then().statusCode(200).body("counts.outcomes.wrong_right", is(1));
  }

  @Test
  void samplesArePaged() {
    when()
        .get(version() + "/samples?offset=1&limit=1")
        .then()
        .statusCode(200)
        .body("data.id", equalTo(List.of("s1")))
        .body("total", is(3));
  }

  @Test
  void pairsAreShown() {
    when()
        .get(version() + "/pairs")
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("data[0].outcome", equalTo("wrong_right"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trl", "swift", "llamafactory"})
  void anExportIsAZipWithThePicture(String format) throws IOException {
    byte[] zip =
        when()
            .get(version() + "/export?format=" + format)
            .then()
            .statusCode(200)
            .contentType("application/zip")
            .header("Content-Disposition", containsString(name + "-v1-" + format + ".zip"))
            .extract()
            .asByteArray();
    assertThat(entries(zip)).anyMatch(entry -> entry.endsWith(".png"));
  }

  private static List<String> entries(byte[] zip) throws IOException {
    List<String> entries = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(entry.getName());
      }
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/samples?limit=0", "/pairs?offset=-1", "/samples?limit=x", "/export"})
  void aWrongParameterIsRefused(String path) {
    when().get(version() + path).then().statusCode(422).body("code", equalTo("invalid_value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/samples", "/pairs", "/export?format=trl"})
  void anAbsentVersionIsNotFound(String path) {
    when()
        .get(DATASETS + "/" + name + "/v2" + path)
        .then()
        .statusCode(404)
        .body("code", equalTo("dataset_not_found"));
  }
}
