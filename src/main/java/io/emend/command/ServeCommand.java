package io.emend.command;

import io.emend.command.option.ServeOptions;
import io.emend.startpage.ReadyNotice;
import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the HTTP server up until the process is told to stop. */
@Command(name = "serve", description = "Start the HTTP server.")
public final class ServeCommand implements Runnable {
  @Mixin ServeOptions options;

  private final ReadyNotice notice;

  ServeCommand(ReadyNotice notice) {
    this.notice = notice;
  }

  @Override
  public void run() {
    notice.whenReady();
    Quarkus.waitForExit();
  }
}
