package io.emend.training.dpo;

import ai.djl.ndarray.NDManager;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PreferenceModel;
import io.emend.training.AdamW;
import io.emend.training.Divergence;
import io.emend.training.MetricsFile;
import io.emend.training.RunCheckpoints;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A preference run in its directory: reference log-probabilities once, then steps with checkpoints,
 * then {@code adapter/}, or {@code model/} where the whole text model is trained. Killed at any
 * moment, a run that is started again ends with the result of an undisturbed one, to the bit in f32
 * with the same number of threads.
 */
public final class DpoRun {
  private final PreferenceModel model;
  private final DpoData data;
  private final DpoOptions options;
  private final Path directory;
  private final DpoListener listener;
  private final RunCheckpoints checkpoints;
  private final MetricsFile metrics;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private int step;
  private long tokens;
  private double seconds;

  public DpoRun(
      PreferenceModel model,
      DpoData data,
      DpoOptions options,
      Path directory,
      DpoListener listener) {
    this.model = model;
    this.data = data;
    this.options = options;
    this.directory = directory;
    this.listener = listener;
    this.checkpoints = new RunCheckpoints(directory);
    this.metrics = new MetricsFile(directory);
  }

  /** Ends the run after the step in progress, with a checkpoint. Any thread. */
  public void stop() {
    stopped.set(true);
  }

  /**
   * Runs or goes on.
   *
   * @param baseModel what the adapter names as its base
   * @return whether all steps are done and the result is written
   */
  public boolean run(String baseModel) {
    FeatureStore features = new FeatureStore(directory.resolve("features"), model);
    Objective objective = options.loss().objective();
    PairReader reader = new PairReader(features, objective, model.hiddenSize());
    Optional<ReferenceLogps> references = prepare(features) ? references(reader) : Optional.empty();
    return references.isPresent() && train(reader, references.get(), baseModel);
  }

  /** Computes the features of all pictures; tells whether it was not stopped meanwhile. */
  private boolean prepare(FeatureStore features) {
    Map<String, DpoExample.Picture> pictures = new LinkedHashMap<>();
    all().stream()
        .flatMap(example -> example.pictures().stream())
        .forEach(picture -> pictures.putIfAbsent(FeatureStore.key(picture), picture));
    int done = 0;
    for (DpoExample.Picture picture : pictures.values()) {
      if (stopped.get()) {
        return false;
      }
      features.prepare(picture);
      listener.onFeatures(++done, pictures.size());
    }
    return true;
  }

  private boolean train(PairReader reader, ReferenceLogps references, String baseModel) {
    List<DpoExample> all = all();
    PairTrainer trainer = new PairTrainer(model, reader, options, all, references);
    try (AdamW optimizer = optimizer()) {
      resume(optimizer);
      while (step < steps() && !stopped.get()) {
        advance(trainer, optimizer);
        if (step % options.checkpointEvery() == 0 && step < steps()) {
          checkpoint(optimizer);
        }
      }
      checkpoint(optimizer);
    }
    if (step == steps()) {
      String name = options.lora().isPresent() ? "adapter" : "model";
      model.export(RunCheckpoints.folder(directory, name), baseModel);
    }
    return step == steps();
  }

  private int steps() {
    return options.steps(data.train().size());
  }

  private List<DpoExample> all() {
    return Stream.concat(data.train().stream(), data.evaluation().stream()).toList();
  }

  private AdamW optimizer() {
    var settings = options.optimizer().adamW();
    return new AdamW(model.module(), model.manager(), model.parameters(), model::decays, settings);
  }

  /** Empty when the run was stopped meanwhile. */
  private Optional<ReferenceLogps> references(PairReader reader) {
    List<DpoExample> all = all();
    if (!options.loss().objective().comparesResponses()) {
      return Optional.of(ReferenceLogps.of(all.size()));
    }
    Path folder = directory.resolve("references");
    String digest = data.digest();
    Optional<ReferenceLogps> stored = ReferenceLogps.load(folder, digest, all.size());
    if (stored.isPresent()) {
      return stored;
    }
    ReferenceLogps computed = ReferenceLogps.of(all.size());
    for (int from = 0; from < all.size(); from += options.microBatch()) {
      if (stopped.get()) {
        return Optional.empty();
      }
      int to = Math.min(all.size(), from + options.microBatch());
      computed.put(from, reference(reader, all.subList(from, to)));
      listener.onReferences(to, all.size());
    }
    computed.save(folder, digest);
    return Optional.of(computed);
  }

  private float[] reference(PairReader reader, List<DpoExample> examples) {
    try (NDManager scope = model.manager().newSubManager()) {
      PackedPairs pairs = reader.read(scope, examples);
      return model.referenceLogps(scope, pairs);
    }
  }

  private void resume(AdamW optimizer) {
    checkpoints
        .latest()
        .ifPresent(
            path -> {
              var position = RunCheckpoints.position(path, identity());
              model.restore(path.resolve("parameters"));
              optimizer.restore(path.resolve("optimizer"), model.manager());
              step = position.step();
              tokens = position.tokens();
              seconds = position.seconds();
            });
    metrics.rewind(step);
  }

  /** A run goes on only with the settings and the data that it began with. */
  private String identity() {
    return options + " on " + data.digest();
  }

  private void checkpoint(AdamW optimizer) {
    checkpoints.save(
        new RunCheckpoints.Position(step, tokens, seconds, identity()),
        folder -> {
          model.save(RunCheckpoints.folder(folder, "parameters"));
          optimizer.save(RunCheckpoints.folder(folder, "optimizer"));
        });
  }

  private void advance(PairTrainer trainer, AdamW optimizer) {
    long start = System.nanoTime();
    double rate = options.optimizer().rateAt(step, steps());
    int[] batch = batch();
    Map<String, Double> values = new TreeMap<>(trainer.learn(batch).metrics(""));
    try (NDManager scope = model.manager().newSubManager()) {
      values.put("grad_norm", (double) optimizer.step(scope, rate));
      step++;
      Divergence.check(step, values);
      optimizer.requireFinite(scope, step);
    }
    tokens += Arrays.stream(batch).mapToLong(this::tokensRead).sum();
    seconds += (System.nanoTime() - start) / 1e9;
    values.put("learning_rate", rate);
    values.put("num_tokens", (double) tokens);
    values.put("epoch", (double) step / options.stepsPerEpoch(data.train().size()));
    values.put("seconds", seconds);
    Map<String, Double> evaluated = evaluation(trainer);
    Divergence.check(step, evaluated);
    values.putAll(evaluated);
    report(new DpoMetrics(step, steps(), values));
  }

  private int tokensRead(int pair) {
    return data.train().get(pair).tokensFor(options.loss().objective()).length();
  }

  private void report(DpoMetrics figures) {
    metrics.append(figures);
    listener.onStep(figures, steps());
  }

  /** The pairs of the next step. */
  private int[] batch() {
    int pairs = data.train().size();
    int perEpoch = options.stepsPerEpoch(pairs);
    int[] order = EpochOrder.of(options.seed(), step / perEpoch, pairs);
    int from = step % perEpoch * options.batch();
    return Arrays.copyOfRange(order, from, Math.min(pairs, from + options.batch()));
  }

  private Map<String, Double> evaluation(PairTrainer trainer) {
    boolean due = step % options.evaluateEvery() == 0 || step == steps();
    if (!due || data.evaluation().isEmpty()) {
      return Map.of();
    }
    int first = data.train().size();
    int[] pairs = IntStream.range(first, first + data.evaluation().size()).toArray();
    return trainer.evaluate(pairs).metrics("eval_");
  }
}
