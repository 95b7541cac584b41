package io.emend.deploy.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * An API server: the one that {@code EMEND_TEST_KUBECONFIG} leads to, which has controllers of its
 * own, else a mock that keeps what it is told.
 */
public final class ApiServer implements AutoCloseable {
  private final KubernetesMockServer mock;
  private final KubernetesClient client;

  private ApiServer(KubernetesMockServer mock, KubernetesClient client) {
    this.mock = mock;
    this.client = client;
  }

  public static ApiServer start() {
    String given = System.getenv("EMEND_TEST_KUBECONFIG");
    if (given != null) {
      Config config = Config.fromKubeconfig(read(Path.of(given)));
      return new ApiServer(null, new KubernetesClientBuilder().withConfig(config).build());
    }
    Map<ServerRequest, Queue<ServerResponse>> told = new HashMap<>();
    KubernetesMockServer mock =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), told, new KubernetesMixedDispatcher(told), false);
    mock.init();
    return new ApiServer(mock, mock.createClient());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is nobody but the test who does anything. */
  public boolean isMock() {
    return mock != null;
  }

  public KubernetesClient client() {
    return client;
  }

  /** What a kubelet tells a pod of the API server and of who the pod is, as environment. */
  Map<String, String> access(String namespace, String serviceAccount) {
    String address = client.getConfiguration().getMasterUrl();
    if (isMock()) {
      return Map.of("KUBERNETES_MASTER", address);
    }
    TokenRequest wanted =
        new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build();
    TokenRequest token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(serviceAccount)
            .tokenRequest(wanted);
    return Map.of(
        "KUBERNETES_MASTER",
        address,
        "KUBERNETES_CERTS_CA_FILE",
        client.getConfiguration().getCaCertFile(),
        "KUBERNETES_AUTH_TOKEN",
        token.getStatus().getToken());
  }

  /** What a container has printed; a real API server asks the node for it. */
  void printed(String namespace, String pod, String container, String log) {
    if (isMock()) {
      mock.expect()
          .get()
          .withPath(
              "/api/v1/namespaces/%s/pods/%s/log?pretty=false&container=%s&follow=true"
                  .formatted(namespace, pod, container))
          .andReturn(200, log)
          .always();
    }
  }

  @Override
  public void close() {
    client.close();
    if (mock != null) {
      mock.destroy();
    }
  }
}
