package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.correction.Outcome;
import io.emend.model.Chunk;
import io.emend.model.Chunk.Features;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.LoadedModel;
import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.config.GenerationConfig;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.preference.TrainingSize;
import io.emend.preference.DataSplit;
import io.emend.preference.PictureIds;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.training.dpo.DpoExample;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A response is as likely in training as it is where it is served, whichever pictures it is of. */
class TrainedPicturesTest {
  private static final String ONE = Sha256.of(JobData.bytes(JobData.PICTURE));
  private static final String OTHER = Sha256.of(JobData.bytes(JobData.OTHER_PICTURE));

  @TempDir Path root;

  private List<DpoExample> examples(LoadedModel served) {
    ObjectStore store = JobData.write(root, 1);
    store.putIfAbsent(ObjectKey.image(OTHER), JobData.bytes(JobData.OTHER_PICTURE));
    int imageToken = TrainingSize.of(ModelLoader.architecture(JobData.MODEL)).imageToken();
    PairEncoder encoder =
        new PairEncoder(
            served.processor(), store, GenerationConfig.endTokens(JobData.MODEL), imageToken);
    return List.of(
        encoder.encode(pair(OTHER, ONE)),
        encoder.encode(pair(ONE)),
        encoder.encode(pair(ONE, OTHER, ONE)));
  }

  private static PreferencePair pair(String... pictures) {
    return new PreferencePair(
        "s",
        "color",
        PictureIds.one(List.of(pictures)),
        PictureIds.several(List.of(pictures)),
        "What is it?",
        "What is it?\nA. red\nB. blue",
        "Yes ## A ##",
        "No ## B ##",
        Outcome.RIGHT_WRONG,
        DataSplit.TRAIN);
  }

  @Test
  void trainingAndServingAgreeOnPairsOfAnyNumberOfPictures() {
    try (LoadedModel served = ModelLoader.load("served", JobData.MODEL, Precision.F32, "cpu")) {
      List<DpoExample> examples = examples(served);
      float[] trained = trained(examples);
      for (int i = 0; i < examples.size(); i++) {
        DpoExample example = examples.get(i);
        double chosen = served(served, example, example.tokens().chosen());
        double rejected = served(served, example, example.tokens().rejected());
        assertThat((double) trained[i]).isCloseTo(chosen, within(1e-3));
        assertThat((double) trained[examples.size() + i]).isCloseTo(rejected, within(1e-3));
      }
    }
  }

  /** (2B): chosen ones, then rejected ones. */
  private static float[] trained(List<DpoExample> examples) {
    var settings =
        new PreferenceModel.Settings(
            JobData.MODEL,
            ModelLoader.architecture(JobData.MODEL),
            Optional.of(LoraOptions.DEFAULT),
            0,
            Precision.F32,
            Optional.empty());
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = PreferenceModel.open(manager, settings);
        NDManager scope = manager.newSubManager()) {
      PackedPairs pairs =
          PackedPairs.of(
              scope,
              examples.stream().map(DpoExample::tokens).toList(),
              features(model, scope, examples));
      return model.referenceLogps(scope, pairs);
    }
  }

  private static NDArray features(
      PreferenceModel model, NDManager scope, List<DpoExample> examples) {
    List<float[]> all =
        examples.stream()
            .flatMap(example -> example.pictures().stream())
            .map(picture -> model.features(picture.pixels().get()))
            .toList();
    FloatBuffer values = FloatBuffer.allocate(all.stream().mapToInt(one -> one.length).sum());
    all.forEach(values::put);
    return scope.create(
        values.array(), new Shape(values.capacity() / model.hiddenSize(), model.hiddenSize()));
  }

  /** Token by token, each after all before it. */
  private static double served(LoadedModel served, DpoExample example, int[] response) {
    List<ImageFeatures> features =
        example.pictures().stream()
            .map(picture -> served.model().encode(picture.pixels().get()))
            .toList();
    List<Features> whole = features.stream().map(Features::whole).toList();
    double sum = 0;
    try (KvCache cache = served.model().newCache(1, 512)) {
      for (int i = 0; i < response.length; i++) {
        int[] before =
            IntStream.concat(
                    IntStream.of(example.tokens().prompt()), Arrays.stream(response).limit(i))
                .toArray();
        float[] logits =
            served.model().prefill(cache, 0, Chunk.first(before, whole), Optional.empty());
        sum += logprob(logits, response[i]);
      }
    }
    features.forEach(ImageFeatures::close);
    return sum;
  }

  private static double logprob(float[] logits, int token) {
    double total = IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i])).sum();
    return logits[token] - Math.log(total);
  }
}
