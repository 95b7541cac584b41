package io.emend.evaluation.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Parquet's records as plain values: text, numbers, bytes, lists and maps. */
final class ParquetValues {
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
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> (long) group.getInteger(field, i);
      case INT64 -> group.getLong(field, i);
      case BOOLEAN -> group.getBoolean(field, i);
      case FLOAT -> (double) group.getFloat(field, i);
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
