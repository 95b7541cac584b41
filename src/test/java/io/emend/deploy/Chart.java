package io.emend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart of this repository, rendered as {@code helm template} does. */
final class Chart {
  static final Path FOLDER = Path.of("helm/emend").toAbsolutePath();
  static final String NAMESPACE = "vision";
  static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Chart() {}

  /** The values files of the scenarios, by name. */
  static List<String> scenarios() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path values(String scenario) {
    return FOLDER.resolve("ci").resolve(scenario);
  }

  static Rendered scenario(String scenario) {
    return render("rel", values(scenario), Map.of());
  }

  /** The least that has to be said, and more. */
  static Rendered with(Map<String, Object> changes) {
    return render("rel", values("minimal-values.yaml"), changes);
  }

  /**
   * @throws IllegalStateException with Helm's words, if it refuses
   */
  static Rendered render(String release, Path values, Map<String, Object> changes) {
    TemplateCommand command =
        Helm.template(FOLDER.toString())
            .withName(release)
            .withNamespace(NAMESPACE)
            .withValuesFile(values);
    changes.forEach(command::set);
    return new Rendered(objects(command.call()));
  }

  static List<JsonNode> objects(String yaml) {
    try (var objects = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return objects.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
