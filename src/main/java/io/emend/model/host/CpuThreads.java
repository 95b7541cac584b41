package io.emend.model.host;

import io.emend.error.EmendException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many threads compute a step of a model, and why.
 *
 * @param reason to be put behind the number
 */
public record CpuThreads(int threads, String reason) {
  /** What operators set for any program that uses OpenMP. */
  private static final String OPENMP = "OMP_NUM_THREADS";

  public CpuThreads {
    EmendException.require(threads >= 1, "threads", "must be 1 or more", threads);
  }

  /**
   * @param weights of the model
   * @param copies of the model that compute at the same time
   */
  public static CpuThreads of(Work work, long weights, int copies, Setting setting) {
    return of(HostCpus.here(), System.getenv(), new Share(work, weights, copies), setting);
  }

  static CpuThreads of(
      HostCpus cpus, Map<String, String> environment, Share share, Setting setting) {
    if (setting.threads().isPresent()) {
      return new CpuThreads(setting.threads().get(), "as " + setting.name() + " says");
    }
    Optional<Integer> openMp = openMp(environment);
    if (openMp.isPresent()) {
      return new CpuThreads(openMp.get(), "as " + OPENMP + " says");
    }
    int possible = Math.max(1, cpus.threads() / share.copies());
    return share.useful() < possible
        ? new CpuThreads((int) share.useful(), share.reason())
        : new CpuThreads(possible, limit(cpus, share.copies()));
  }

  /** What the steps of a model do; {@code tools/bench/threads.py} measures both. */
  public enum Work {
    /** A step reads all weights for a few tokens: short, and over before threads have met. */
    ANSWERING(16_000_000),
    /** A step reads them for thousands of tokens. */
    TRAINING(1_000_000);

    private final long weightsPerThread;

    Work(long weightsPerThread) {
      this.weightsPerThread = weightsPerThread;
    }
  }

  /** What there is to share between threads. */
  record Share(Work work, long weights, int copies) {

    /** Threads beyond these wait for one another longer than they compute. */
    long useful() {
      return Math.max(1, weights / work.weightsPerThread);
    }

    String reason() {
      return String.format(
          Locale.ROOT, "a model of %.1f million weights gains nothing from more", weights / 1e6);
    }
  }

  private static String limit(HostCpus cpus, int copies) {
    boolean byQuota = cpus.quota().isPresent() && cpus.quota().getAsDouble() <= cpus.cores();
    String limit =
        byQuota
            ? String.format(Locale.ROOT, "a quota of %.2f CPUs", cpus.quota().getAsDouble())
            : cpus.cores() + (cpus.cores() == 1 ? " core" : " cores") + " to run on";
    return copies == 1 ? limit : limit + " for " + copies + " copies";
  }

  /** A list has the number for each level of nested regions, the outermost first. */
  private static Optional<Integer> openMp(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(OPENMP))
        .map(text -> text.replaceAll(",.*", "").strip())
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::valueOf);
  }

  /**
   * The property that says how many.
   *
   * @param threads empty where the number is to be chosen
   */
  public record Setting(String name, Optional<Integer> threads) {
    public Setting {
      int stated = threads.orElse(1);
      EmendException.require(stated >= 1, name, "must be 1 or more", stated);
    }
  }

  /** As a line of the log has it. */
  @Override
  public String toString() {
    return threads + (threads == 1 ? " thread" : " threads") + " (" + reason + ")";
  }
}
