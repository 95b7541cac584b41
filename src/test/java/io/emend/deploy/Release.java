package io.emend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.ApiServer;
import io.emend.deploy.cluster.JobController;
import io.emend.deploy.cluster.Kubelet;
import io.emend.deploy.cluster.PodProcess;
import io.emend.storage.s3.S3Server;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The chart installed in a cluster whose only node is this machine, over an S3 server. */
final class Release implements AutoCloseable {
  static final String NAMESPACE = "emend";
  private static final Logger LOG = Logger.getLogger(Release.class);
  private static final long PAUSE = 250;
  private static final String DIGEST =
      "d0c04f4b1951e4aeaaec8223ed2039e542f3aae805a6fa7f6d794e5afff5d272";

  private final S3Server store;
  private final ApiServer api = ApiServer.start();
  private final KubernetesClient client = api.client();
  private final Kubelet kubelet;
  private final JobController controller = new JobController(client, NAMESPACE);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private int pods;

  Release(Path folder) throws Exception {
    store = S3Server.start(Files.createDirectories(folder.resolve("s3")));
    kubelet = new Kubelet(api, NAMESPACE, Files.createDirectories(folder.resolve("pods")));
    install(folder);
    clock.scheduleWithFixedDelay(this::look, 0, PAUSE, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (api.isMock()) {
        controller.look();
      }
      kubelet.look();
    } catch (RuntimeException e) {
      // Mostly what changed or went meanwhile: the next look sees it.
      LOG.warn("this look ends early", e);
    }
  }

  private void install(Path folder) throws Exception {
    make(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build());
    Map<String, String> settings = store.settings();
    secret(
        "store",
        Map.of(
            "access-key",
            settings.get("emend.storage.s3.access-key"),
            "secret-key",
            settings.get("emend.storage.s3.secret-key")));
    secret("keys", Map.of("ops", DIGEST));
    Path values = Files.writeString(folder.resolve("values.yaml"), values());
    for (JsonNode object : Chart.render("emend", NAMESPACE, values, Map.of()).objects()) {
      if (!object.at("/metadata/annotations").has("helm.sh/hook")) {
        make(client.resource(object.toString()).item());
      }
    }
  }

  private void secret(String name, Map<String, String> data) {
    make(
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withData(
                data.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> encoded(entry.getValue()))))
            .build());
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private void make(HasMetadata object) {
    if (object instanceof Namespaced && object.getMetadata().getNamespace() == null) {
      object.getMetadata().setNamespace(NAMESPACE);
    }
    client.resource(object).fieldValidation(Validation.STRICT).create();
  }

  private String values() {
    return """
    autoscaler: none
    image: {repository: emend, tag: test}
    correction: {enabled: false}
    inference: {minScale: 1, maxScale: 1}
    s3: {bucket: "%s", endpoint: "%s", existingSecret: store}
    access: {keys: [{name: ops, roles: [admin], secret: keys, key: ops}]}
    properties:
      emend.storage.s3.path-style: "true"
      emend.inference.registry-poll: 1s
      emend.training.metrics-interval: 0s
    env: {EMEND_JOBS_KUBERNETES_TEMPLATE: /etc/emend/job.yaml}
    """
        .formatted(S3Server.BUCKET, store.endpoint());
  }

  /** A pod of a function's Deployment, which serves from then on. */
  Function function(String name) throws Exception {
    Pod pod = api.isMock() ? pod(name) : found(name);
    return new Function(kubelet, pod.getMetadata().getName());
  }

  private Pod pod(String function) {
    Deployment deployment =
        client.apps().deployments().inNamespace(NAMESPACE).withName("emend-" + function).require();
    Pod pod =
        new PodBuilder()
            .withMetadata(deployment.getSpec().getTemplate().getMetadata())
            .editMetadata()
            .withName("emend-" + function + "-" + pods++)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withSpec(deployment.getSpec().getTemplate().getSpec())
            .withNewStatus()
            .withPhase("Pending")
            .endStatus()
            .build();
    return client.resource(pod).create();
  }

  /** Of those that the Deployment's own controller made. */
  private Pod found(String function) throws InterruptedException {
    while (true) {
      for (Pod pod :
          client
              .pods()
              .inNamespace(NAMESPACE)
              .withLabel("app.kubernetes.io/component", function)
              .list()
              .getItems()) {
        PodProcess process = kubelet.process(pod.getMetadata().getName());
        if (process != null && process.isAlive()) {
          return pod;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    }
  }

  boolean isMock() {
    return api.isMock();
  }

  S3Server store() {
    return store;
  }

  Kubelet kubelet() {
    return kubelet;
  }

  /** Whether there is a Job of a name's beginning. */
  boolean hasJob(String id) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(id + "-1").get() != null;
  }

  /** The newest pod of a job that runs; waits for it. */
  String pod(String job, Predicate<PodProcess> wanted) throws InterruptedException {
    while (true) {
      for (Pod pod :
          client.pods().inNamespace(NAMESPACE).withLabel("emend.io/job", job).list().getItems()) {
        PodProcess process = kubelet.process(pod.getMetadata().getName());
        if (process != null && wanted.test(process)) {
          return pod.getMetadata().getName();
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    kubelet.killAll();
    api.close();
    store.close();
  }
}
