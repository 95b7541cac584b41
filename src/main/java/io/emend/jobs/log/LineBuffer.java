package io.emend.jobs.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes whole lines of the bytes of a log. */
public final class LineBuffer {
  /** Longer lines are cut. */
  private static final int LONGEST = 1 << 16;

  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

  /**
   * Lines that are whole with these bytes. An unfinished one waits for its end, unless that cannot
   * come or the line is too long.
   *
   * @param last whether these are the last bytes
   */
  public List<String> add(byte[] bytes, boolean last) {
    unfinished.writeBytes(bytes);
    byte[] held = unfinished.toByteArray();
    int end = held.length;
    while (end > 0 && held[end - 1] != '\n') {
      end--;
    }
    if (last || (end == 0 && held.length >= LONGEST)) {
      end = held.length;
    }
    unfinished.reset();
    unfinished.write(held, end, held.length - end);
    return new String(held, 0, end, StandardCharsets.UTF_8).lines().toList();
  }
}
