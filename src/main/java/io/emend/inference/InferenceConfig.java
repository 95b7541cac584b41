package io.emend.inference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The model in service and the limits of a request. */
@ConfigMapping(prefix = "emend.inference")
public interface InferenceConfig {

  /**
   * {@code embedded}: the model runs in this process. {@code openai}: a server with OpenAI's API
   * answers, such as vLLM; {@code emend.inference.remote.url} has its address.
   */
  @WithDefault("embedded")
  EngineKind engine();

  /** {@code emend-tiny}, or a directory with a Hugging Face checkpoint. */
  @WithDefault("emend-tiny")
  String model();

  /** {@code cpu}, {@code cuda} or {@code cuda:1}. */
  @WithDefault("cpu")
  String device();

  /** {@code f32} or {@code bf16}: half the memory and, on most devices, about twice the speed. */
  @WithDefault("f32")
  String precision();

  /**
   * Threads that compute a step of each copy. By default as many as the process may have at once,
   * by the processors it may run on and the CPU quota of its container, and fewer where the model
   * is too small to gain from them; {@code OMP_NUM_THREADS} is followed. More than there are
   * processors wait for one another.
   */
  Optional<Integer> threads();

  /** Copies of the model, each with its own batch; a small one on a CPU gains from one a core. */
  @WithDefault("1")
  int replicas();

  /** Requests that a copy decodes together; more raise throughput and the time of each. */
  @WithDefault("8")
  int batch();

  /**
   * Sequences a copy's cache holds; those beyond the batch keep first turns for second ones, and
   * are as many fewer as the memory is short of. A batch that does not fit is refused.
   */
  @WithDefault("16")
  int slots();

  /** Requests that may wait for a copy; one more is refused with 429. */
  @WithDefault("256")
  int queueCapacity();

  /** Longest sequence in tokens; the cache takes memory for slots x this. */
  @WithDefault("4096")
  int maxLength();

  /** Time from a request's arrival at a loaded model to its last token. */
  @WithDefault("60s")
  Duration deadline();

  /**
   * Whether a server answers questions of its own before it is ready. Without, it is ready sooner
   * and its first answers are slower. Commands that answer and end never do.
   */
  @WithDefault("true")
  boolean warmUp();

  /** Usual time to warm up; of a model that needs more, health and the log say so until it is. */
  @WithDefault("2m")
  Duration warmUpLimit();

  /**
   * How long a request that comes while the model loads is held, before its deadline begins to run;
   * with 0 it is refused with 503 at once. As many are held as may wait.
   */
  @WithDefault("60s")
  Duration hold();

  /** How often the registry is read for promotions made elsewhere; later means older answers. */
  @WithDefault("10s")
  Duration registryPoll();

  /** Most tokens of an answer where the request does not say. */
  @WithDefault("256")
  int maxTokens();

  /** Largest encoded picture. */
  @WithDefault("20M")
  MemorySize maxImageBytes();

  /** Largest picture in pixels; checked before decoding, since a small file can hold a huge one. */
  @WithDefault("40000000")
  long maxImagePixels();

  /** Longest side of a picture in pixels. */
  @WithDefault("20000")
  int maxImageSide();

  /** Most pictures of a request, those of a whole conversation together. */
  @WithDefault("32")
  int maxImages();

  /** Hosts that pictures may be fetched from over https; none by default. */
  Optional<Set<String>> imageHosts();

  /** Last line of a question with options. */
  @WithDefault("Think step by step. End with ## letter ##.")
  String optionInstruction();

  /** Last line of a question without options. */
  @WithDefault("Think step by step. End with ## answer ##.")
  String openInstruction();
}
