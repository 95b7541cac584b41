package io.emend.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredCollectionTest {

  /** The clock was set back by an hour after the request. */
  @Test
  void aBeginningIsNeverBeforeTheRequest() {
    CollectionSpec spec =
        new CollectionRequest("quiz", "scenes:plain/train", null, 9, null, null, null, null, null)
            .spec("base", Origin.SERVER);
    CollectionStatus running =
        new CollectionStatus(
            CollectionState.RUNNING,
            CollectionProgress.none(9L),
            null,
            null,
            spec.createdAt().minusSeconds(3600),
            null);
    assertThat(new StoredCollection(spec, running).status().startedAt())
        .isEqualTo(spec.createdAt());
  }
}
