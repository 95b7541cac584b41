package io.emend.jobs.kubernetes;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.VertxException;
import java.util.function.Supplier;

/** What a call that the API server refuses or does not answer means to a person. */
final class ClusterFailure {
  private ClusterFailure() {}

  /** The client hands on what its connections throw, such as one that was closed in mid-answer. */
  static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (VertxException e) {
      throw new KubernetesClientException("no answer", e);
    }
  }

  /** The same as long as the reason is, since it is kept in a status. */
  static String reason(KubernetesClientException e) {
    if (!answered(e)) {
      return "the API server cannot be reached";
    }
    boolean told = e.getStatus() != null && e.getStatus().getMessage() != null;
    return told ? e.getStatus().getMessage() : "the API server answered " + e.getCode();
  }

  static boolean answered(KubernetesClientException e) {
    return e.getCode() > 0;
  }

  /**
   * A failure that may pass.
   *
   * @param what was to be done, such as {@code create the Job}
   */
  static EmendException of(String what, KubernetesClientException e) {
    return new EmendException(ErrorCode.CLUSTER_FAILED, "cannot " + what + ": " + reason(e), e);
  }
}
