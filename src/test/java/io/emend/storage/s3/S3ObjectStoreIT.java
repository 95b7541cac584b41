package io.emend.storage.s3;

import io.emend.storage.ObjectFilesContract;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoreFailures;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(S3Server.METERS)
class S3ObjectStoreIT extends ObjectFilesContract {
  @TempDir static Path folder;
  private static S3Server server;
  private static S3Connection connection;

  private ObjectStore store;

  @BeforeAll
  static void connect() throws Exception {
    server = S3Server.start(folder);
    connection = S3Connection.of(server.config(Map.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void useAFolderOfItsOwn() {
    store =
        new S3ObjectStore(
            connection, S3Server.BUCKET, UUID.randomUUID().toString(), new StoreFailures());
  }

  @Override
  protected ObjectStore store() {
    return store;
  }
}
