package io.emend.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedExecutorsTest {

  static Named<?>[] kinds() {
    Function<String, ExecutorService> single = NamedExecutors::single;
    Function<String, ExecutorService> scheduled = NamedExecutors::scheduled;
    Function<String, ExecutorService> cached = NamedExecutors::cached;
    return new Named<?>[] {
      Named.of("single", single), Named.of("scheduled", scheduled), Named.of("cached", cached)
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theThreadHasTheNameAndKeepsNoProcessFromEnding(Function<String, ExecutorService> kind)
      throws Exception {
    ExecutorService executor = kind.apply("emend-test");
    Thread thread = executor.submit(Thread::currentThread).get();
    executor.shutdownNow();
    assertThat(thread.getName()).isEqualTo("emend-test");
    assertThat(thread.isDaemon()).isTrue();
  }
}
