package io.emend.inference.adapter;

import io.emend.error.EmendException;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.ImportedAdapter;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.model.ModelLoader;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.adapter.PeftAdapter;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.PeftWriter;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Brings in adapters that PEFT, TRL or swift trained. One is checked wholly before anything is
 * written, lies in the store under the digest of its content, and is registered last: whoever is
 * killed in between has registered nothing, and the same import again ends it.
 */
@Singleton
public class AdapterImports {
  private static final String PICKLE = "adapter_model.bin";
  private static final int DIGITS = 20;

  private final AdapterSources sources;
  private final ModelFiles models;
  private final ObjectStore store;
  private final Adapters adapters;

  public AdapterImports(
      AdapterSources sources, ModelFiles models, ObjectStore store, Adapters adapters) {
    this.sources = sources;
    this.models = models;
    this.store = store;
    this.adapters = adapters;
  }

  /**
   * What to bring in.
   *
   * @param source a directory or {@code s3://BUCKET/PREFIX}
   * @param model that it is for
   * @param name its id here, null for one that is made of its content
   * @param by who asks, null if nobody is known
   */
  public record Request(String source, ModelReference model, String name, String by) {

    public Request {
      boolean free = !Registry.BASE.equals(name) && !model.id().equals(name);
      EmendException.require(free, "name", "must not be that of the base model", name);
      EmendException.require(
          name == null || RegisteredAdapter.isId(name),
          "name",
          "must match " + RegisteredAdapter.ID,
          name);
    }
  }

  /**
   * @param known whether it was there before
   */
  public record Result(RegisteredAdapter adapter, boolean known) {}

  /**
   * For who asks a server.
   *
   * @throws EmendException {@code invalid_value} for another place; {@code model_invalid}, naming
   *     file and field of an adapter that cannot be served as it was trained; {@code object_exists}
   *     when the name stands for another adapter
   */
  public Result forCaller(Request request) {
    return bring(request, sources.ofCaller(request.source()));
  }

  /** As {@link #forCaller}, for who runs a command here, from wherever they may read. */
  public Result forUser(Request request) {
    return bring(request, sources.ofUser(request.source()));
  }

  private Result bring(Request request, Path source) {
    try {
      Path copy = Files.createTempDirectory("emend-import");
      try {
        copyFiles(source, copy);
        return checked(request, copy);
      } finally {
        for (String file : AdapterFiles.FILES) {
          Files.deleteIfExists(copy.resolve(file));
        }
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is checked is what is kept, whatever happens at the source meanwhile. */
  private static void copyFiles(Path source, Path copy) throws IOException {
    for (String file : AdapterFiles.FILES) {
      if (!Files.isRegularFile(source.resolve(file))) {
        throw EmendException.invalidModel(file, "file", missing(file, source), "missing");
      }
      Files.copy(source.resolve(file), copy.resolve(file));
    }
  }

  /** With what is there instead. */
  private static String missing(String file, Path source) {
    if (file.equals(PeftWriter.WEIGHTS)) {
      if (Files.exists(source.resolve(PICKLE))) {
        return "must exist, as " + PICKLE + " is not read";
      }
      if (Files.exists(source.resolve(PeftWriter.WEIGHTS + ".index.json"))) {
        return "must exist, as an adapter in several files is not read";
      }
    }
    return "must exist";
  }

  private Result checked(Request request, Path copy) throws IOException {
    AdaptableLinears linears = ModelLoader.linears(models.withoutWeights(request.model()));
    Map<String, String> digests = new TreeMap<>();
    for (String file : AdapterFiles.FILES) {
      digests.put(file, Sha256.of(copy.resolve(file)));
    }
    try (PeftAdapter adapter = PeftAdapter.open(copy)) {
      adapter.bind(linears);
      return kept(request, copy, imported(request, adapter, digests));
    }
  }

  private static ImportedAdapter imported(
      Request request, PeftAdapter adapter, Map<String, String> digests) {
    String base = adapter.baseModel().orElse(null);
    return new ImportedAdapter(
        request.source(), digests, request.by(), base, warnings(request.model(), base));
  }

  private static List<String> warnings(ModelReference model, String base) {
    if (base == null) {
      return List.of("the adapter does not say for which model it was trained");
    }
    String last = base.replaceFirst("/+$", "").replaceFirst("^.*/", "");
    return last.equals(model.id())
        ? List.of()
        : List.of(
            "the adapter says that it was trained for %s, and was brought in for %s, which all its"
                    .formatted(base, model.id())
                + " tensors fit");
  }

  private Result kept(Request request, Path copy, ImportedAdapter imported) {
    String content =
        Sha256.of(String.join("\n", imported.digests().values().stream().sorted().toList()));
    String id =
        Objects.requireNonNullElse(request.name(), "adapter-" + content.substring(0, DIGITS));
    RegisteredAdapter adapter =
        new RegisteredAdapter(id, "adapters/" + content + "/", Instant.now(), null, imported);
    Registry before = adapters.registry(request.model());
    // Refuses a name that stands for another before anything is written.
    before.register(adapter);
    // The configuration comes last, as everywhere: a folder that has one is whole.
    store.put(
        new ObjectKey(adapter.location() + PeftWriter.WEIGHTS), copy.resolve(PeftWriter.WEIGHTS));
    store.put(new ObjectKey(adapter.location() + PeftConfig.FILE), copy.resolve(PeftConfig.FILE));
    RegisteredAdapter kept = adapters.register(request.model(), adapter).adapter(id).orElseThrow();
    return new Result(kept, before.adapter(id).isPresent());
  }
}
