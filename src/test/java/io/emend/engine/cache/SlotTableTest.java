package io.emend.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.engine.FakeCache;
import io.emend.engine.FakeModel;
import io.emend.engine.FakeProcessor;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotTableTest {
  private static final int CHUNK = 4;
  private final FakeCache cache = new FakeCache(3, 100);
  private final SlotTable table = new SlotTable(cache, CHUNK);

  private static SequenceKeys keys(String text) {
    return keys(text, Optional.empty());
  }

  private static SequenceKeys keys(String text, Optional<String> adapter) {
    return SequenceKeys.of(FakeProcessor.prompt(text), adapter);
  }

  /** Takes a slot and reads the whole text into it. */
  private Slot read(String text) {
    SequenceKeys keys = keys(text);
    Slot slot = table.acquire(keys);
    for (int i = slot.length(); i < keys.length(); i++) {
      cache.append(slot.index(), i, keys.keys()[i]);
    }
    slot.append(keys.keys(), slot.length(), keys.length());
    return slot;
  }

  private Slot readAndRelease(String text) {
    Slot slot = read(text);
    table.release(slot);
    return slot;
  }

  @Test
  void anEmptyTableGivesAnEmptySlot() {
    assertThat(table.acquire(keys("hello")).length()).isZero();
  }

  @Test
  void aSlotThatIsWhollyAPrefixIsContinued() {
    Slot first = readAndRelease("hello");
    Slot second = table.acquire(keys("hello world"));
    assertThat(second).isSameAs(first);
    assertThat(second.length()).isEqualTo(5);
  }

  @Test
  void thePrefixEndsAtAChunk() {
    readAndRelease("hello world");
    assertThat(table.acquire(keys("hello there")).length()).isEqualTo(CHUNK);
  }

  @Test
  void theLastTokenIsAlwaysReadAgain() {
    readAndRelease("12345678");
    assertThat(table.acquire(keys("12345678")).length()).isEqualTo(CHUNK);
  }

  @Test
  void aLongerContentIsKeptWhereItIs() {
    Slot first = readAndRelease("hello world");
    Slot second = table.acquire(keys("hello there"));
    assertThat(second).isNotSameAs(first);
    assertThat(first.length()).isEqualTo(11);
  }

  @Test
  void aBusySlotIsCopied() {
    Slot busy = read("hello world");
    Slot second = table.acquire(keys("hello there"));
    assertThat(second).isNotSameAs(busy);
    assertThat(cache.state(second.index(), CHUNK)).isEqualTo(cache.state(busy.index(), CHUNK));
  }

  @Test
  void amongEqualPrefixesAnIdleSlotIsTakenWithoutACopy() {
    Slot busy = read("hell");
    Slot idle = readAndRelease("hello");
    int copies = cache.copies();
    idle.take(CHUNK, Optional.empty());
    table.release(idle);
    assertThat(table.acquire(keys("hello"))).isSameAs(idle).isNotSameAs(busy);
    assertThat(cache.copies()).isEqualTo(copies);
  }

  @Test
  void withoutAPrefixTheLongestUnusedGoes() {
    Slot first = readAndRelease("aaaa");
    readAndRelease("bbbb");
    readAndRelease("cccc");
    assertThat(table.acquire(keys("dddd"))).isSameAs(first);
  }

  @Test
  void aForgottenSlotGoesBeforeOneThatHoldsSomething() {
    readAndRelease("aaaa");
    Slot broken = read("bbbb");
    readAndRelease("cccc");
    broken.forget();
    table.release(broken);
    assertThat(table.acquire(keys("dddd"))).isSameAs(broken);
  }

  @Test
  void aPrefixThatEndsInAPictureIsNotUsed() {
    readAndRelease("ab<cat>what");
    assertThat(table.acquire(keys("ab<dog>what")).length()).isZero();
  }

  @Test
  void aPictureAndWhatStandsBeforeItIsUsed() {
    readAndRelease("ab<cat>what");
    assertThat(table.acquire(keys("ab<cat>how")).length()).isEqualTo(2 + FakeModel.IMAGE_TOKENS);
  }

  @Test
  void textIsNotTakenForAPicture() {
    readAndRelease("<cat>what is it");
    Slot text = table.acquire(keys("what is it"));
    assertThat(text.length()).isZero();
  }

  @Test
  void thereMustBeAnIdleSlot() {
    read("a");
    read("b");
    read("c");
    assertThatThrownBy(() -> table.acquire(keys("d"))).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aCopyThatFailsLeavesTheTargetEmptyAndIdle() {
    read("hello world");
    cache.failCopies();
    assertThatThrownBy(() -> table.acquire(keys("hello there")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(table.acquire(keys("x")).length()).isZero();
  }

  @Test
  void whatAnotherAdapterHasReadIsNotUsed() {
    readAndRelease("hello world");
    assertThat(table.acquire(keys("hello world", Optional.of("b"))).length()).isZero();
  }

  @Test
  void whatTheSameAdapterHasReadIsUsed() {
    SequenceKeys first = keys("hello", Optional.of("b"));
    Slot slot = table.acquire(first);
    slot.append(first.keys(), 0, first.length());
    table.release(slot);
    assertThat(table.acquire(keys("hello world", Optional.of("b"))).length()).isEqualTo(5);
  }

  @Test
  void usageCountsWhatRunningRequestsHold() {
    readAndRelease("idle");
    read("b".repeat(30));
    assertThat(table.usage()).isEqualTo(0.1);
  }
}
