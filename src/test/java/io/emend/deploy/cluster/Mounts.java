package io.emend.deploy.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The volumes of a pod as folders. To mount them takes rights that a test has not: in place of
 * that, a path below a mount is changed to the folder, in the environment and in files of
 * ConfigMaps.
 *
 * @param folders by mount path
 */
record Mounts(Map<String, Path> folders) {

  static Mounts of(Pod pod, KubernetesClient client, Path folder) throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    Container container = pod.getSpec().getContainers().get(0);
    for (VolumeMount mount : container.getVolumeMounts()) {
      folders.put(mount.getMountPath(), Files.createDirectories(folder.resolve(mount.getName())));
    }
    Mounts mounts = new Mounts(folders);
    for (Volume volume : pod.getSpec().getVolumes()) {
      for (ConfigMap config : configs(volume, pod, client)) {
        mounts.write(config, folder.resolve(volume.getName()));
      }
    }
    return mounts;
  }

  private static List<ConfigMap> configs(Volume volume, Pod pod, KubernetesClient client) {
    List<String> names = new ArrayList<>();
    if (volume.getConfigMap() != null) {
      names.add(volume.getConfigMap().getName());
    } else if (volume.getProjected() != null) {
      // Tokens come by the environment.
      volume.getProjected().getSources().stream()
          .filter(each -> each.getConfigMap() != null)
          .forEach(each -> names.add(each.getConfigMap().getName()));
    } else if (volume.getEmptyDir() == null) {
      throw new IllegalArgumentException("volume " + volume.getName() + " is of no known kind");
    }
    String namespace = pod.getMetadata().getNamespace();
    return names.stream()
        .map(name -> client.configMaps().inNamespace(namespace).withName(name).require())
        .toList();
  }

  private void write(ConfigMap config, Path folder) throws IOException {
    for (Map.Entry<String, String> file : config.getData().entrySet()) {
      // The template of Jobs is for other pods, with mounts of their own.
      boolean template = file.getKey().endsWith(".yaml");
      String content = template ? file.getValue() : here(file.getValue());
      Files.writeString(folder.resolve(file.getKey()), content);
    }
  }

  /** A text with the paths that it names. */
  String here(String text) {
    // The longest first: a mount may lie below another.
    String paths =
        folders.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\w/.-])(" + paths + ")(?![\\w.-])")
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(folders.get(found.group()).toString()));
  }
}
