package io.emend.model.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The few pickle opcodes (protocol 2) that describe a module object: its class and its attributes.
 * Numbers, text, flags, lists of ints and empty dictionaries are all that attributes here hold.
 */
final class PickleWriter {
  private static final int PROTOCOL = 0x80;
  private static final int NEW_OBJECT = 0x81;
  private static final int TRUE = 0x88;
  private static final int FALSE = 0x89;
  private static final int TUPLE_OF_ONE = 0x85;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PickleWriter() {}

  static byte[] module(String className, Map<String, Object> attributes) {
    PickleWriter pickle = new PickleWriter();
    pickle.begin();
    pickle.global("__torch__", className);
    pickle.out.write(')');
    pickle.out.write(NEW_OBJECT);
    pickle.out.write('}');
    pickle.out.write('(');
    attributes.forEach(pickle::attribute);
    pickle.text("ub");
    pickle.out.write('.');
    return pickle.out.toByteArray();
  }

  static byte[] emptyTuple() {
    PickleWriter pickle = new PickleWriter();
    pickle.begin();
    pickle.text(").");
    return pickle.out.toByteArray();
  }

  private void begin() {
    out.write(PROTOCOL);
    out.write(2);
  }

  private void attribute(String name, Object value) {
    string(name);
    if (value instanceof Boolean flag) {
      out.write(flag ? TRUE : FALSE);
    } else if (value instanceof Integer number) {
      integer(number);
    } else if (value instanceof Double number) {
      out.write('G');
      out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
    } else if (value instanceof String s) {
      string(s);
    } else if (value instanceof List<?> numbers) {
      integers(numbers);
    } else if (value instanceof Map<?, ?> map && map.isEmpty()) {
      out.write('}');
    } else {
      throw new IllegalArgumentException("attribute " + name + " has no pickle form: " + value);
    }
  }

  private void integers(List<?> numbers) {
    global("torch.jit._pickle", "build_intlist");
    text("](");
    numbers.forEach(number -> integer((Integer) number));
    out.write('e');
    out.write(TUPLE_OF_ONE);
    out.write('R');
  }

  private void integer(int value) {
    out.write('J');
    out.writeBytes(littleEndian(value));
  }

  private void string(String s) {
    byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeBytes(littleEndian(bytes.length));
    out.writeBytes(bytes);
  }

  private void global(String module, String name) {
    text("c" + module + "\n" + name + "\n");
  }

  private void text(String s) {
    out.writeBytes(s.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
