package io.emend.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileFailureTest {

  @Test
  void aFullDiskIsToldInTheWordsOfTheOperatingSystem() {
    var error =
        FileFailure.error(
            ObjectKey.of("images/ab/abcd"), new IOException("No space left on device"));
    assertThat(error.code()).isEqualTo(ErrorCode.STORE_FAILED);
    assertThat(error).hasMessage("the store failed at images/ab/abcd: No space left on device");
  }

  @Test
  void aReasonComesWithoutThePathOfTheServer() {
    assertThat(FileFailure.reason(new FileSystemException("/srv/x", null, "Disk quota exceeded")))
        .isEqualTo("Disk quota exceeded");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsTold() {
    assertThat(FileFailure.reason(new AccessDeniedException("/srv/x")))
        .isEqualTo("Permission denied");
  }
}
