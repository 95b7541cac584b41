package io.emend.evaluation.rows;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Parquet's records as plain values: text, numbers, bytes, lists and maps. */
final class ParquetValues {
  /** Whole numbers, which stand for dates, times and decimals as well. */
  private static final Set<PrimitiveTypeName> WHOLE =
      Set.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64);

  private ParquetValues() {}

  /** Fields by name, without those that are null. */
  static Map<String, Object> fields(Group group) {
    Map<String, Object> fields = new HashMap<>();
    for (Type type : group.getType().getFields()) {
      int field = group.getType().getFieldIndex(type.getName());
      if (type.isRepetition(Type.Repetition.REPEATED)) {
        fields.put(type.getName(), list(group, field, type));
      } else if (group.getFieldRepetitionCount(field) > 0) {
        fields.put(type.getName(), value(group, field, type, 0));
      }
    }
    return fields;
  }

  private static List<Object> list(Group group, int field, Type type) {
    return IntStream.range(0, group.getFieldRepetitionCount(field))
        .mapToObj(i -> value(group, field, type, i))
        .toList();
  }

  private static Object value(Group group, int field, Type type, int i) {
    if (type.isPrimitive()) {
      return primitive(group, field, type.asPrimitiveType(), i);
    }
    Group nested = group.getGroup(field, i);
    return LogicalTypeAnnotation.listType().equals(type.getLogicalTypeAnnotation())
        ? elements(nested)
        : fields(nested);
  }

  /** A list is a group with one repeated group, which has one field: the element, or null. */
  private static List<Object> elements(Group list) {
    return IntStream.range(0, list.getFieldRepetitionCount(0))
        .mapToObj(i -> list.getGroup(0, i))
        .map(entry -> fields(entry).values().stream().findFirst().orElse(null))
        .toList();
  }

  private static Object primitive(Group group, int field, PrimitiveType type, int i) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (!WHOLE.contains(type.getPrimitiveTypeName()) || plain(logical)) {
      return number(group, field, type, i);
    }
    return new NotText(
        "must be text or a number, and no " + logical, group.getValueToString(field, i));
  }

  private static boolean plain(LogicalTypeAnnotation logical) {
    return logical == null || logical instanceof IntLogicalTypeAnnotation;
  }

  private static Object number(Group group, int field, PrimitiveType type, int i) {
    boolean unsigned =
        type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole
            && !whole.isSigned();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 ->
          unsigned
              ? Integer.toUnsignedLong(group.getInteger(field, i))
              : (long) group.getInteger(field, i);
      case INT64 ->
          unsigned && group.getLong(field, i) < 0
              ? new BigInteger(Long.toUnsignedString(group.getLong(field, i)))
              : (Object) group.getLong(field, i);
      case BOOLEAN -> group.getBoolean(field, i);
      // 3.14 is 3.14 in either precision.
      case FLOAT -> Double.parseDouble(Float.toString(group.getFloat(field, i)));
      case DOUBLE -> group.getDouble(field, i);
      case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> binary(group, field, type, i);
    };
  }

  private static Object binary(Group group, int field, PrimitiveType type, int i) {
    boolean text = LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
    return text
        ? group.getBinary(field, i).toStringUsingUTF8()
        : group.getBinary(field, i).getBytes();
  }
}
