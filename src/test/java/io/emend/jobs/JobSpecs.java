package io.emend.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs as they are submitted. */
public final class JobSpecs {

  private JobSpecs() {}

  public static JobSpec of(String key, String... arguments) {
    return new JobSpec(
        JobSpec.idOf(key),
        key,
        List.of(arguments),
        JsonNodeFactory.instance.objectNode().put("beta", 0.1),
        Map.of(),
        Placement.ANYWHERE,
        Instant.now());
  }
}
