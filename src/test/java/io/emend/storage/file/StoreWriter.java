package io.emend.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import java.nio.file.Path;

/**
 * A process of its own: {@code FOLDER count N} adds N to a number, {@code FOLDER forever} writes.
 */
final class StoreWriter {
  static final ObjectKey NUMBER = ObjectKey.of("number");
  static final ObjectKey LETTERS = ObjectKey.of("letters");
  static final int LENGTH = 200_000;

  private StoreWriter() {}

  public static void main(String[] args) {
    ObjectStore store = new FileObjectStore(Path.of(args[0]));
    if (args[1].equals("count")) {
      count(store, Integer.parseInt(args[2]));
    } else {
      writeForever(store);
    }
  }

  private static void count(ObjectStore store, int times) {
    int done = 0;
    while (done < times) {
      StoredObject current = store.read(NUMBER).orElseThrow();
      int next = Integer.parseInt(new String(current.content(), UTF_8)) + 1;
      byte[] content = Integer.toString(next).getBytes(UTF_8);
      done += store.replace(NUMBER, content, "text/plain", current.info().etag()) ? 1 : 0;
    }
  }

  private static void writeForever(ObjectStore store) {
    for (int i = 0; ; i++) {
      store.put(LETTERS, String.valueOf((char) ('a' + i % 26)).repeat(LENGTH).getBytes(UTF_8));
    }
  }
}
