package io.emend.command.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String OUTCOMES =
      "right-right 400, right-wrong 20, wrong-right 10, wrong-wrong 20, failed 0";

  private static String line(String task, int width, long done, long total) {
    List<String> lines = new ArrayList<>();
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(Progress.UNKNOWN)
            .startsFrom(0, Duration.ZERO)
            .setRenderer(new ProgressLine(true, () -> total))
            .setConsumer(new DelegatingProgressBarConsumer(lines::add, width))
            .build()) {
      bar.stepTo(done);
      bar.setExtraMessage(OUTCOMES);
    }
    return lines.get(lines.size() - 1);
  }

  @Test
  void eightyColumnsKeepShareAndCounts() {
    assertThat(line("collect", 80, 4500, 8000))
        .hasSizeLessThanOrEqualTo(80)
        .startsWith("collect  56 %")
        .contains("4500/8000", "right-right 400");
  }

  @Test
  void aLongNameLosesItsEndAndNotTheCounts() {
    assertThat(line("evaluate job-0123456789abcdef0123456789abcdef", 60, 450, 1000))
        .hasSizeLessThanOrEqualTo(60)
        .startsWith("evaluate job-0123456789abcd…  45 %")
        .contains("450/1000");
  }

  @Test
  void aBarIsDrawnWhereThereIsSpace() {
    assertThat(line("collect", 200, 4000, 8000)).contains("[===============               ]");
  }

  @Test
  void withoutATotalThereIsNoShare() {
    assertThat(line("collect", 80, 450, -1)).startsWith("collect  450  0:0").doesNotContain("%");
  }

  @Test
  void aCollectionEndsWithItsSourceOrItsLimit() {
    assertThat(CollectionBar.total(null, OptionalLong.of(120))).isEqualTo(120);
    assertThat(CollectionBar.total(1000L, OptionalLong.of(120))).isEqualTo(120);
    assertThat(CollectionBar.total(50L, OptionalLong.of(120))).isEqualTo(50);
    assertThat(CollectionBar.total(null, OptionalLong.empty())).isEqualTo(Progress.UNKNOWN);
  }

  @Test
  void aFileGetsPlainLines() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Progress progress = new Progress(false, new PrintStream(file, true, UTF_8))) {
      progress.show("collect", 2, 4, OUTCOMES);
      progress.show("collect", 4, 4, OUTCOMES);
      progress.show("evaluate base", 1, 2, "");
    }
    assertThat(file.toString(UTF_8))
        .containsOnlyOnce("collect 100 %  4/4")
        .contains("evaluate base  50 %  1/2")
        .matches("(?s)[\\P{Cntrl}\\n]+");
  }
}
