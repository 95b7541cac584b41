package io.emend.inference.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.RegistryStore;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.PeftWriter;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.storage.cache.LocalCache;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterImportsTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path PEFT = GOLDEN.resolve("adapters-clip-gqa-tied/attention/adapter");
  private static final ModelReference MODEL =
      new ModelReference(GOLDEN.resolve("clip-gqa-tied/model").toString());

  @TempDir Path root;
  private Path imports;
  private ObjectStore store;
  private RegistryStore registries;
  private AdapterImports all;

  @BeforeEach
  void open() throws IOException {
    imports = Files.createDirectories(root.resolve("imports"));
    store = new FileObjectStore(root.resolve("store"));
    registries = new RegistryStore(store);
    ModelFiles models = new ModelFiles(LocalCache.unused());
    Adapters adapters = new Adapters(registries, new AdapterFiles(store), models);
    AdapterSources sources = new AdapterSources(LocalCache.unused(), () -> imports);
    all = new AdapterImports(sources, models, store, adapters);
    copy(PEFT, imports.resolve("good"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String file : AdapterFiles.FILES) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  private AdapterImports.Result bring(String source, String name) {
    return all.forCaller(new AdapterImports.Request(source, MODEL, name, "ann"));
  }

  private EmendException refused(String source, String name) {
    try {
      throw new AssertionError("brought in " + bring(source, name));
    } catch (EmendException e) {
      return e;
    }
  }

  private void config(String field, String value) throws IOException {
    Path file = imports.resolve("good").resolve(PeftConfig.FILE);
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    JSON.writeValue(file.toFile(), json.set(field, JSON.readTree(value)));
  }

  private void assertNothingIsThere() {
    assertThat(registries.read("model").adapters()).isEmpty();
    assertThat(store.list("adapters/")).isEmpty();
  }

  @Test
  void anAdapterIsRegisteredWithItsOrigin() throws IOException {
    RegisteredAdapter adapter = bring("good", "theirs").adapter();
    assertThat(registries.read("model").adapter("theirs")).contains(adapter);
    assertThat(adapter.imported().source()).isEqualTo("good");
    assertThat(adapter.imported().by()).isEqualTo("ann");
    assertThat(adapter.imported().digests())
        .containsEntry(PeftWriter.WEIGHTS, Sha256.of(PEFT.resolve(PeftWriter.WEIGHTS)));
    assertThat(adapter.parent()).isNull();
  }

  @Test
  void itsFilesAreInTheStoreAsTheyWere() throws IOException {
    RegisteredAdapter adapter = bring("good", null).adapter();
    for (String file : AdapterFiles.FILES) {
      assertThat(store.get(new ObjectKey(adapter.location() + file)))
          .contains(Files.readAllBytes(PEFT.resolve(file)));
    }
  }

  @Test
  void theSameAgainChangesNothing() {
    AdapterImports.Result first = bring("good", null);
    var before = registries.read("model");
    AdapterImports.Result again = bring(imports.resolve("good").toString(), null);
    assertThat(first.known()).isFalse();
    assertThat(again).isEqualTo(new AdapterImports.Result(first.adapter(), true));
    assertThat(registries.read("model")).isEqualTo(before);
  }

  @Test
  void aNameOfAnotherAdapterIsAConflict() throws IOException {
    bring("good", "theirs");
    copy(GOLDEN.resolve("adapters-clip-gqa-tied/everything-rslora/adapter"), imports.resolve("b"));
    long objects = store.list("adapters/").count();
    assertThat(refused("b", "theirs").code()).isEqualTo(ErrorCode.OBJECT_EXISTS);
    assertThat(store.list("adapters/")).hasSize((int) objects);
  }

  @Test
  void anImportThatWasKilledIsEndedByTheNextOne() {
    RegisteredAdapter whole = bring("good", null).adapter();
    store.delete(ObjectKey.of("registry", "model.json"));
    store.delete(new ObjectKey(whole.location() + PeftConfig.FILE));
    assertThat(bring("good", null).adapter().location()).isEqualTo(whole.location());
    assertThat(store.exists(new ObjectKey(whole.location() + PeftConfig.FILE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "link",
        "linked-files",
        "/etc",
        "none",
        "good/../../outside",
        "good/adapter_config.json"
      })
  void nothingOutsideTheFolderIsTaken(String source) throws IOException {
    copy(PEFT, root.resolve("outside"));
    Files.createSymbolicLink(imports.resolve("link"), root.resolve("outside"));
    Path linked = Files.createDirectories(imports.resolve("linked-files"));
    for (String file : AdapterFiles.FILES) {
      Files.createSymbolicLink(linked.resolve(file), root.resolve("outside").resolve(file));
    }
    EmendException error = refused(source, null);
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(error).hasMessageContaining("emend.adapters.imports");
    assertNothingIsThere();
  }

  @Test
  void aCommandTakesAnyDirectory() throws IOException {
    copy(PEFT, root.resolve("outside"));
    String source = root.resolve("outside").toString();
    var request = new AdapterImports.Request(source, MODEL, "theirs", "ann");
    assertThat(all.forUser(request).adapter().id()).isEqualTo("theirs");
  }

  /** Requests would reach the one under it and evaluations the other. */
  @Test
  void theBaseModelsNamesAreTaken() {
    String source = root.resolve("outside").toString();
    for (String name : List.of("base", MODEL.id(), "a/b")) {
      assertThatThrownBy(() -> new AdapterImports.Request(source, MODEL, name, "ann"))
          .isInstanceOf(EmendException.class)
          .hasMessageStartingWith("name must ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "use_dora, true",
    "rank_pattern, {\"q_proj\": 2}",
    "alpha_pattern, {\"q_proj\": 2}",
    "modules_to_save, [\"lm_head\"]",
    "bias, \"lora_only\"",
    "layers_to_transform, 1",
    "init_lora_weights, \"pissa\"",
    "init_lora_weights, \"olora\"",
    "corda_config, {\"corda_method\": \"ipm\"}",
    "use_something_new, true",
    "something_new, 3",
    "target_modules, [\"fc1\"]",
    "target_modules, \"all-linear\"",
    "r, 8"
  })
  void whatCannotBeServedAsItWasTrainedIsRefused(String field, String value) throws IOException {
    config(field, value);
    assertThat(refused("good", null).code()).isEqualTo(ErrorCode.MODEL_INVALID);
    assertNothingIsThere();
  }

  @Test
  void aFieldThatBreaksARuleIsNamed() throws IOException {
    config("bias", "\"lora_only\"");
    assertThat(refused("good", null).details())
        .containsEntry("field", "bias")
        .containsEntry("rule", "must be none")
        .containsEntry("value", "lora_only");
  }

  @ParameterizedTest
  @CsvSource({
    "init_lora_weights, \"gaussian\"", "something_new, null", "something_new, {}",
    "use_rslora, true", "peft_version, \"9.9\"", "lora_dropout, 0.1"
  })
  void whatChangesNothingOrIsHonouredIsTaken(String field, String value) throws IOException {
    config(field, value);
    assertThat(bring("good", null).known()).isFalse();
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    Path file = imports.resolve("good").resolve(PeftWriter.WEIGHTS);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = (byte) 0x7f;
    bytes[bytes.length - 2] = (byte) 0xc0;
    Files.write(file, bytes);
    assertThat(refused("good", null)).hasMessageContaining("must be finite");
    assertNothingIsThere();
  }

  @Test
  void aPickleIsNotRead() throws IOException {
    Path weights = imports.resolve("good").resolve(PeftWriter.WEIGHTS);
    Files.move(weights, weights.resolveSibling("adapter_model.bin"));
    assertThat(refused("good", null)).hasMessageContaining("adapter_model.bin is not read");
  }

  @Test
  void anAdapterInSeveralFilesIsNamedAsSuch() throws IOException {
    Path weights = imports.resolve("good").resolve(PeftWriter.WEIGHTS);
    Files.move(weights, weights.resolveSibling("adapter_model-00001-of-00002.safetensors"));
    Files.writeString(weights.resolveSibling(PeftWriter.WEIGHTS + ".index.json"), "{}");
    assertThat(refused("good", null)).hasMessageContaining("in several files is not read");
  }

  @ParameterizedTest
  @CsvSource({"\"org/other\", org/other", "null, does not say"})
  void anotherBaseIsWarnedOf(String base, String told) throws IOException {
    config("base_model_name_or_path", base);
    assertThat(bring("good", null).adapter().imported().warnings().toString()).contains(told);
  }

  @Test
  void theSameBaseIsNotWarnedOf() throws IOException {
    config("base_model_name_or_path", "\"org/model\"");
    assertThat(bring("good", null).adapter().imported().warnings()).isEmpty();
  }

  @Test
  void aTrainedAdapterThatIsNotFiniteIsNotRegistered() throws IOException {
    byte[] bytes = Files.readAllBytes(PEFT.resolve(PeftWriter.WEIGHTS));
    bytes[bytes.length - 1] = (byte) 0x7f;
    bytes[bytes.length - 2] = (byte) 0x80;
    store.put(new ObjectKey("jobs/a/adapter/" + PeftWriter.WEIGHTS), bytes);
    store.put(
        new ObjectKey("jobs/a/adapter/" + PeftConfig.FILE),
        Files.readAllBytes(PEFT.resolve(PeftConfig.FILE)));
    Adapters adapters =
        new Adapters(registries, new AdapterFiles(store), new ModelFiles(LocalCache.unused()));
    RegisteredAdapter trained =
        new RegisteredAdapter("a", "jobs/a/adapter/", java.time.Instant.now());
    assertThatThrownBy(() -> adapters.register(MODEL, trained))
        .hasMessageContaining("must be finite");
    assertThat(registries.read("model").adapters()).isEmpty();
  }
}
