package io.emend.evaluation.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads in a column is what an answer is. */
class ParquetValuesTest {
  private static final SourcePlace PLACE = new SourcePlace("quiz.parquet", "row", 1);

  private static Group row(String columns) {
    return new SimpleGroup(MessageTypeParser.parseMessageType("message rows { " + columns + " }"));
  }

  private static SourceRow read(Group group) {
    return new SourceRow(PLACE, ParquetValues.fields(group), null);
  }

  @Test
  void numbersAreWrittenAsInTheFile() {
    Group row =
        row(
            "optional float f; optional double tiny; optional int32 u32 (INTEGER(32,false));"
                + " optional int64 u64 (INTEGER(64,false)); optional int32 i8 (INTEGER(8,true));");
    row.append("f", 3.14f).append("tiny", 1e-5).append("u32", (int) 4_000_000_000L);
    row.append("u64", -1L).append("i8", -7);
    SourceRow read = read(row);
    assertThat(List.of("f", "tiny", "u32", "u64", "i8"))
        .map(name -> read.required(name))
        .containsExactly("3.14", "0.00001", "4000000000", "18446744073709551615", "-7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 x (DATE)",
        "int64 x (TIMESTAMP(MILLIS,true))",
        "int32 x (DECIMAL(9,2))",
        "int64 x (TIME(MICROS,true))"
      })
  void aNumberThatStandsForSomethingElseIsNotReadAsItself(String column) {
    Group row = row("optional " + column + ";");
    if (column.startsWith("int32")) {
      row.append("x", 18263);
    } else {
      row.append("x", 18263L);
    }
    assertThatThrownBy(() -> read(row).required("x"))
        .hasMessageStartingWith("quiz.parquet, row 1: x must be text or a number, and no ");
  }

  @Test
  void aNullAmongOptionsMovesNoOther() {
    Group row =
        row(
            "optional group choices (LIST) { repeated group list { optional binary e (STRING); } }");
    Group choices = row.addGroup("choices");
    choices.addGroup("list").append("e", "yes");
    choices.addGroup("list");
    choices.addGroup("list").append("e", "no");
    assertThatThrownBy(() -> read(row).texts("choices"))
        .hasMessage("quiz.parquet, row 1: choices must hold text only, was null");
  }

  @Test
  void aLabelThatIsNoneIsToldWhereItIsReadAlone() {
    String features =
        "{\"info\":{\"features\":{\"answer\":{\"_type\":\"ClassLabel\",\"names\":[\"a\",\"b\"]}}}}";
    Map<String, Object> named =
        ClassLabels.of(null, features).named(Map.of("answer", -1L, "other", -1L));
    SourceRow row = new SourceRow(PLACE, named, null);
    assertThat(row.required("other")).isEqualTo("-1");
    assertThatThrownBy(() -> row.required("answer"))
        .hasMessage("quiz.parquet, row 1: answer must be a label, from 0 to 1, was -1");
  }
}
