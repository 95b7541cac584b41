package io.emend.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;

/**
 * The content type of a file, kept as an extended attribute so that it gets its name in the same
 * moment as the content. Where the file system has none, the type is lost and the key tells it.
 */
final class TypeAttribute {
  private static final String NAME = "emend.type";
  private static final System.Logger LOG = System.getLogger(TypeAttribute.class.getName());

  private TypeAttribute() {}

  static void set(Path file, String contentType) throws IOException {
    try {
      view(file).write(NAME, UTF_8.encode(contentType));
    } catch (FileSystemException | UnsupportedOperationException e) {
      // A file system without attributes: the object is worth more than its type.
      LOG.log(System.Logger.Level.DEBUG, "the content type is not kept", e);
    }
  }

  static Optional<String> get(Path file) {
    try {
      UserDefinedFileAttributeView view = view(file);
      ByteBuffer type = ByteBuffer.allocate(view.size(NAME));
      view.read(NAME, type);
      return Optional.of(UTF_8.decode(type.flip()).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static UserDefinedFileAttributeView view(Path file) {
    var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new UnsupportedOperationException("no extended attributes");
    }
    return view;
  }
}
