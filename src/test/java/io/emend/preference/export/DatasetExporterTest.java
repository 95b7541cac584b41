package io.emend.preference.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.correction.Outcome;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.DatasetVersion;
import io.emend.preference.Samples;
import io.emend.preference.pair.Balance;
import io.emend.preference.pair.PairOptions;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.storage.file.FileObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetExporterTest {
  private static final byte[] PICTURE = "a picture".getBytes(UTF_8);
  private static final String IMAGE = Sha256.of(PICTURE);
  private static final byte[] ANOTHER = "another".getBytes(UTF_8);
  private static final String OTHER = Sha256.of(ANOTHER);
  private static final PairOptions TRAIN_ONLY =
      new PairOptions(false, true, Balance.NONE, 0, 0, Integer.MAX_VALUE);

  @TempDir Path folder;
  private ObjectStore objects;

  @BeforeEach
  void open() {
    objects = new FileObjectStore(folder.resolve("store"));
    objects.put(ObjectKey.image(IMAGE), PICTURE, "image/webp");
  }

  @Test
  void trlRowsAreConversations() throws IOException {
    assertThat(exported(ExportFormat.TRL).get("train/metadata.jsonl"))
        .isEqualTo(
            """
            {"images":["images/IMAGE.webp"],"prompt":[{"role":"user","content":[{"type":"image"},\
            {"type":"text","text":"Which?\\nA. red\\nB. blue\\nAnswer."}]}],\
            "chosen":[{"role":"assistant","content":[{"type":"text","text":"First ## A ##"}]}],\
            "rejected":[{"role":"assistant","content":[{"type":"text","text":"Then ## B ##"}]}],\
            "file_names":["images/IMAGE.webp"]}
            """
                .replace("IMAGE", IMAGE));
  }

  @Test
  void swiftRowsHoldTheRejectedResponse() throws IOException {
    assertThat(exported(ExportFormat.SWIFT).get("train.jsonl"))
        .isEqualTo(
            """
            {"messages":[{"role":"user","content":"<image>Which?\\nA. red\\nB. blue\\nAnswer."},\
            {"role":"assistant","content":"First ## A ##"}],"images":["images/IMAGE.webp"],\
            "rejected_response":"Then ## B ##"}
            """
                .replace("IMAGE", IMAGE));
  }

  @Test
  void llamaFactoryRowsRankTwoAnswers() throws IOException {
    assertThat(exported(ExportFormat.LLAMAFACTORY).get("train.jsonl"))
        .isEqualTo(
            """
            {"conversations":[{"from":"human",\
            "value":"<image>Which?\\nA. red\\nB. blue\\nAnswer."}],\
            "chosen":{"from":"gpt","value":"First ## A ##"},\
            "rejected":{"from":"gpt","value":"Then ## B ##"},"images":["images/IMAGE.webp"]}
            """
                .replace("IMAGE", IMAGE));
  }

  @Test
  void llamaFactoryIsToldWhatTheColumnsAre() throws IOException {
    assertThat(exported(ExportFormat.LLAMAFACTORY).get("dataset_info.json"))
        .contains("\"ranking\" : true")
        .contains("crowded_train");
  }

  @Test
  void picturesLieBesideTheRows() throws IOException {
    assertThat(exported(ExportFormat.TRL))
        .containsEntry("train/images/" + IMAGE + ".webp", "a picture");
  }

  @Test
  void aFolderHoldsWhatAZipHolds() throws IOException {
    new DatasetExporter(objects)
        .export(version("Which?"), ExportFormat.SWIFT, new FolderTarget(folder.resolve("out")));
    assertThat(Files.readString(folder.resolve("out/train.jsonl")))
        .isEqualTo(exported(ExportFormat.SWIFT).get("train.jsonl"));
  }

  @Test
  void aFolderThatIsInUseIsRefused() {
    assertThatThrownBy(() -> new FolderTarget(folder.resolve("store")))
        .hasMessageContaining("must be new or empty");
  }

  @Test
  void aPictureThatIsGoneIsNamed() {
    DatasetVersion version = version("Which?");
    objects.delete(ObjectKey.image(IMAGE));
    assertThatThrownBy(() -> export(version, ExportFormat.TRL)).hasMessageContaining(IMAGE);
  }

  @Test
  void aPromptWithAPlaceholderIsRefused() {
    assertThatThrownBy(() -> export(version("Is <image> red?"), ExportFormat.SWIFT))
        .hasMessageContaining("must not hold <image>, was a");
  }

  @Test
  void severalPicturesOfARowAreListedInOrder() throws IOException {
    String paths = "[\"images/OTHER.png\",\"images/IMAGE.webp\"]";
    assertThat(aboutTwo(ExportFormat.TRL).get("train/metadata.jsonl"))
        .startsWith(
            named(
                "{\"images\":"
                    + paths
                    + ",\"prompt\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"},"
                    + "{\"type\":\"image\"},{\"type\":\"text\",\"text\":\"Which?"))
        .endsWith(named("\"file_names\":" + paths + "}\n"));
    assertThat(aboutTwo(ExportFormat.SWIFT).get("train.jsonl"))
        .contains("\"content\":\"<image><image>Which?", named("\"images\":" + paths));
    assertThat(aboutTwo(ExportFormat.LLAMAFACTORY).get("train.jsonl"))
        .contains("\"value\":\"<image><image>Which?", named("\"images\":" + paths));
  }

  @Test
  void eachOfSeveralPicturesLiesBesideTheRowsOnce() throws IOException {
    assertThat(aboutTwo(ExportFormat.SWIFT))
        .containsOnlyKeys(named("images/OTHER.png"), named("images/IMAGE.webp"), "train.jsonl")
        .containsEntry(named("images/OTHER.png"), "another");
  }

  private static String named(String text) {
    return text.replace("IMAGE", IMAGE).replace("OTHER", OTHER);
  }

  private Map<String, String> aboutTwo(ExportFormat format) throws IOException {
    objects.put(ObjectKey.image(OTHER), ANOTHER, "image/png");
    return export(version("Which?", OTHER, IMAGE), format);
  }

  private Map<String, String> exported(ExportFormat format) throws IOException {
    return export(version("Which?"), format);
  }

  private DatasetVersion version(String question) {
    return version(question, IMAGE);
  }

  private DatasetVersion version(String question, String... pictures) {
    DatasetStore datasets = new DatasetStore(objects);
    DatasetId id = datasets.next("crowded");
    datasets.write(
        id,
        List.of(Samples.of("a", Outcome.RIGHT_WRONG, "color", List.of(pictures), question)),
        TRAIN_ONLY,
        Samples.LINEAGE);
    return datasets.open(id);
  }

  /** Files of the zip by path. */
  private Map<String, String> export(DatasetVersion version, ExportFormat format)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipTarget zip = new ZipTarget(bytes)) {
      new DatasetExporter(objects).export(version, format, zip);
    }
    Map<String, String> files = new TreeMap<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
    }
    return files;
  }
}
