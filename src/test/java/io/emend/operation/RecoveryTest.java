package io.emend.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.inference.http.ServedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private final List<String> heard = new ArrayList<>();

  private final Recoverable operations =
      new Recoverable() {
        @Override
        public void recover() {
          heard.add("recover");
        }

        @Override
        public void stop() {
          heard.add("stop");
        }
      };

  private void started(ServedFunction function, boolean http) {
    new Recovery(List.of(operations), () -> Set.of(function), http).start(null);
  }

  @Test
  void anAdminServerTakesUpWhatWasLeft() {
    started(ServedFunction.ADMIN, true);
    assertThat(heard).containsExactly("recover");
  }

  @Test
  void anotherFunctionLeavesTheAdminsOperationsAlone() {
    started(ServedFunction.CORRECTION, true);
    assertThat(heard).isEmpty();
  }

  @Test
  void aCommandWithoutAServerLeavesTheServersOperationsAlone() {
    started(ServedFunction.ADMIN, false);
    assertThat(heard).isEmpty();
  }
}
