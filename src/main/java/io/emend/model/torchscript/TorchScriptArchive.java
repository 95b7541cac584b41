package io.emend.model.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format of {@code torch.jit.save}: a stored zip with the class source and a pickled
 * object of that class. Version 10, since with 3 integer division floors and newer arguments are
 * missing.
 */
final class TorchScriptArchive {
  private static final String VERSION = "10\n";

  private TorchScriptArchive() {}

  static byte[] pack(TorchScriptSource source) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("training", false);
    attributes.put("w", Map.of());
    attributes.putAll(source.attributes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "m/data.pkl", PickleWriter.module(TorchScriptSource.CLASS, attributes));
      store(zip, "m/code/__torch__.py", utf8(source.text()));
      store(zip, "m/constants.pkl", PickleWriter.emptyTuple());
      store(zip, "m/version", utf8(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setCrc(crc.getValue());
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    zip.putNextEntry(entry);
    zip.write(content);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
