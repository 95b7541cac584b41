package io.emend.jobs.kubernetes;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.VertxException;
import java.util.function.Supplier;

/** What an API server that does not do what it is asked for means to a person. */
final class ClusterFailure {
  private ClusterFailure() {}

  /** The client hands on what its connections throw, such as one that was closed in mid-answer. */
  static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (VertxException e) {
      throw new KubernetesClientException("no answer", e);
    }
  }

  /** The same as long as the reason is, since it is kept in a status. */
  static String reason(KubernetesClientException e) {
    if (!answered(e)) {
      return "its API server cannot be reached";
    }
    boolean told = e.getStatus() != null && e.getStatus().getMessage() != null;
    return told ? e.getStatus().getMessage() : "its API server answered " + e.getCode();
  }

  static boolean answered(KubernetesClientException e) {
    return e.getCode() > 0;
  }

  /**
   * A failure that may pass.
   *
   * @param what was asked for, such as {@code make the Job}
   */
  static EmendException of(String what, KubernetesClientException e) {
    return new EmendException(
        ErrorCode.CLUSTER_FAILED, "the cluster does not " + what + " now: " + reason(e), e);
  }
}
