package io.emend.engine;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.Chunk;
import io.emend.model.DecodeRows;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.ModelProfile;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A model whose logits are a hash of what its cache really holds. It checks its contract: one
 * thread, no gaps in the cache, pictures whole and open.
 */
public final class FakeModel implements VisionLanguageModel {
  static final int VOCABULARY = 40;
  static final int END = 0;
  static final int IMAGE = 1;
  public static final int IMAGE_TOKENS = 5;
  static final int CONTEXT = 400;

  private final List<String> encoded = new CopyOnWriteArrayList<>();
  private final List<FakeFeatures> open = new ArrayList<>();
  private final List<Integer> prefilled = new CopyOnWriteArrayList<>();
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final List<Integer> positions = new CopyOnWriteArrayList<>();
  private volatile IntUnaryOperator script;
  private volatile Hook hook = step -> {};
  private volatile FakeCache cache;
  private volatile int widestBatch;
  private volatile int poisoned = -1;
  private volatile boolean flat;
  private volatile boolean overflowing;
  private final Map<String, Integer> adapters = new HashMap<>();
  private int[] sincePrefill;
  private Thread owner;

  /** Called before a step with its name: {@code encode}, {@code prefill} or {@code decode}. */
  interface Hook {
    void before(String step);
  }

  /** Instead of the hash, the n-th token after a prefill is what the script says. */
  FakeModel saying(int... tokens) {
    script = n -> n < tokens.length ? tokens[n] : END;
    return this;
  }

  FakeModel saying(IntUnaryOperator says) {
    script = says;
    return this;
  }

  /** All tokens but the end are equally likely, whatever the cache holds. */
  FakeModel flat() {
    flat = true;
    return this;
  }

  FakeModel before(Hook newHook) {
    hook = newHook;
    return this;
  }

  /** The logits at this length of a sequence are no numbers. */
  void poison(int length) {
    poisoned = length;
  }

  /** Adapters that are loaded from now on compute no numbers. */
  void overflow() {
    overflowing = true;
  }

  List<String> encoded() {
    return encoded;
  }

  /** Lengths of the prefills, in order. */
  List<Integer> prefilled() {
    return prefilled;
  }

  /** Where all tokens stood that were read or written, in order. */
  List<Integer> positions() {
    return positions;
  }

  List<String> steps() {
    return steps;
  }

  FakeCache cache() {
    return cache;
  }

  int widestBatch() {
    return widestBatch;
  }

  int openFeatures() {
    return open.size();
  }

  @Override
  public ModelProfile profile() {
    return new ModelProfile(
        "fake", "fake", CONTEXT, VOCABULARY, IMAGE, Set.of(END), Precision.F32, "cpu", 1);
  }

  private void enter(String step) {
    if (owner == null) {
      owner = Thread.currentThread();
    }
    if (owner != Thread.currentThread()) {
      throw new IllegalStateException(step + " on a second thread");
    }
    steps.add(step);
    hook.before(step);
  }

  @Override
  public ImageFeatures encode(PixelValues pixels) {
    enter("encode");
    encoded.add(pixels.digest());
    FakeFeatures features = new FakeFeatures((FakePixels) pixels, open);
    open.add(features);
    return features;
  }

  @Override
  public long cacheBytes(int slots, int maxLength) {
    return Long.BYTES * (long) slots * maxLength;
  }

  /** The engine's own comes first; an adapter is tried with another. */
  @Override
  public KvCache newCache(int slots, int maxLength) {
    FakeCache made = new FakeCache(slots, maxLength);
    if (cache == null) {
      enter("newCache");
      sincePrefill = new int[slots];
      cache = made;
    }
    return made;
  }

  @Override
  public void loadAdapter(String id, Path directory) {
    enter("load " + id);
    if (directory.endsWith("broken")) {
      throw new EmendException(ErrorCode.MODEL_INVALID, "broken");
    }
    adapters.put(id, directory.hashCode());
  }

  @Override
  public void unloadAdapter(String id) {
    enter("unload " + id);
    adapters.remove(id);
  }

  /** The base adds nothing; an adapter that is not loaded is a fault of the engine. */
  private long salt(Optional<String> adapter) {
    return adapter.map(id -> adapters.get(id).longValue()).orElse(0L);
  }

  @Override
  public float[] prefill(KvCache given, int slot, Chunk chunk, Optional<String> adapter) {
    if (given != cache) {
      return trial();
    }
    enter("prefill");
    int position = chunk.start();
    int[] tokens = chunk.tokens();
    Arrays.stream(chunk.positions().axes()[0]).forEach(positions::add);
    prefilled.add(tokens.length);
    Iterator<Long> cells = cells(chunk.images());
    for (int i = 0; i < tokens.length; i++) {
      long key = tokens[i] == IMAGE ? cells.next() : tokens[i];
      cache.append(slot, position + i, key ^ salt(adapter) << 41);
    }
    if (cells.hasNext()) {
      throw new IllegalStateException("a span is not wholly in its chunk");
    }
    sincePrefill[slot] = 0;
    return logits(slot, position + tokens.length);
  }

  /** What stands at the image tokens of a chunk. */
  private static Iterator<Long> cells(List<Chunk.Features> images) {
    List<Long> cells = new ArrayList<>();
    for (Chunk.Features part : images) {
      FakeFeatures features = (FakeFeatures) part.image();
      IntStream.range(part.from(), part.from() + part.length())
          .forEach(i -> cells.add(features.cell(i)));
    }
    return cells.iterator();
  }

  /** What an adapter that was just loaded computes. */
  private float[] trial() {
    float[] logits = new float[VOCABULARY];
    Arrays.fill(logits, overflowing ? Float.NaN : 1);
    return logits;
  }

  @Override
  public float[][] decode(KvCache given, DecodeRows rows, Optional<String> adapter) {
    enter("decode");
    widestBatch = Math.max(widestBatch, rows.count());
    float[][] logits = new float[rows.count()][];
    for (int i = 0; i < logits.length; i++) {
      int slot = rows.slots()[i];
      int length = rows.lengths()[i];
      positions.add(rows.positions()[i]);
      cache.append(slot, length, rows.tokens()[i] ^ salt(adapter) << 41);
      logits[i] = logits(slot, length + 1);
    }
    return logits;
  }

  private float[] logits(int slot, int length) {
    IntUnaryOperator says = script;
    int scripted = says == null ? -1 : says.applyAsInt(sincePrefill[slot]++);
    long state = cache.state(slot, length);
    float[] logits = new float[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      logits[i] = (FakeCache.mix(state, i) >>> 40) / (float) (1 << 24) * 5;
    }
    if (flat) {
      Arrays.fill(logits, 1);
      logits[END] = -100;
    }
    logits[IMAGE] = -100;
    if (length == poisoned) {
      logits[END] = Float.NaN;
    }
    if (scripted >= 0) {
      logits[scripted] = 1000;
    }
    return logits;
  }

  @Override
  public void close() {
    throw new IllegalStateException("the engine does not own the model");
  }
}
