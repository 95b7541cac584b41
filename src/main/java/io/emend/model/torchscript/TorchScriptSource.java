package io.emend.model.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Source text of one TorchScript class, put together from resource files that hold plain function
 * definitions, and the attributes that configure it.
 *
 * @param resources names under {@code /torchscript}, for example {@code decoder.py}
 * @param attributes name to value: Integer, Double, Boolean, String or a list of Integer
 */
public record TorchScriptSource(List<String> resources, Map<String, Object> attributes) {
  static final String CLASS = "Model";

  public TorchScriptSource {
    resources = List.copyOf(resources);
    attributes = Map.copyOf(attributes);
  }

  /** The class as TorchScript's importer wants it: one class body, fully qualified self. */
  String text() {
    StringBuilder text = new StringBuilder("class " + CLASS + "(Module):\n");
    text.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
    text.append("  w : Dict[str, Tensor]\n");
    attributes.forEach((name, value) -> text.append("  " + name + " : " + type(value) + "\n"));
    resources.forEach(resource -> appendFunctions(text, read(resource)));
    return text.toString();
  }

  /** Comments stay behind: the importer's line numbers then count statements only. */
  private static void appendFunctions(StringBuilder text, String source) {
    source
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
        .map(line -> line.replaceFirst("  # .*", ""))
        .map(line -> line.replaceFirst("^(def \\w+)\\(self", "$1(self: __torch__." + CLASS))
        .forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String type(Object value) {
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Integer) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    return value instanceof String ? "str" : "List[int]";
  }

  private static String read(String resource) {
    try (InputStream in = TorchScriptSource.class.getResourceAsStream("/torchscript/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
