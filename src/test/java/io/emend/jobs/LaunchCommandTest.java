package io.emend.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchCommandTest {

  @Test
  void aRunGetsTheServersOptionsButNeitherItsDebuggerNorItsAgents() {
    List<String> server =
        List.of(
            "-Xmx4g",
            "-Demend.storage.path=data",
            "-agentlib:jdwp=transport=dt_socket,address=5005",
            "-javaagent:jacoco.jar",
            "-XX:SharedArchiveFile=app.jsa");
    assertThat(LaunchCommand.inherited(server))
        .containsExactly("-Xmx4g", "-Demend.storage.path=data");
  }
}
