package io.emend.inference.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.adapter.AdapterHost;
import io.emend.inference.registry.RegisteredAdapter;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The adapters of a server that loads them from a directory which both see. */
@Singleton
public class RemoteAdapters implements AdapterHost {
  private static final Logger LOG = Logger.getLogger(RemoteAdapters.class);

  private final RemoteServer server;
  private final ServerProbe probe;
  private final AdapterDirectory directory;
  private volatile ServerFacts facts;

  RemoteAdapters(RemoteServer server, ServerProbe probe, AdapterDirectory directory) {
    this.server = server;
    this.probe = probe;
    this.directory = directory;
  }

  /** What the server is, before it is asked to load anything. */
  void server(ServerFacts now) {
    facts = now;
  }

  /** Whether the server has an adapter, and from where it was to load it. */
  boolean has(ServerFacts now, String id) {
    String there = now.adapters().get(id);
    return there != null
        && directory.placed(id).map(Path::toString).filter(there::equals).isPresent();
  }

  String address() {
    return server.address();
  }

  @Override
  public void load(RegisteredAdapter adapter) {
    if (!facts.flavor().loadsAdapters()) {
      throw new EmendException(
          ErrorCode.ENGINE_UNSUPPORTED,
          "the engine, a server of flavor %s, loads no adapters".formatted(facts.flavor().word()));
    }
    Path path = directory.place(facts.name(), adapter);
    String there = probe.adapters().get(adapter.id());
    if (path.toString().equals(there)) {
      return;
    }
    ask(adapter.id(), path, there != null);
    String now = probe.adapters().get(adapter.id());
    if (!path.toString().equals(now)) {
      throw server.faults().invalid("has adapter %s from %s".formatted(adapter.id(), now));
    }
    LOG.infof("adapter %s is loaded by the engine", adapter.id());
  }

  /** Another replica of this function may have asked in between: what the server lists decides. */
  private void ask(String id, Path path, boolean inPlace) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("lora_name", id).put("lora_path", path.toString()).put("load_inplace", inPlace);
    try {
      server.post("load_lora_adapter", body).await().indefinitely();
    } catch (EmendException e) {
      if (e.code() == ErrorCode.ENGINE_MODEL_ABSENT) {
        throw new EmendException(
            ErrorCode.ENGINE_UNSUPPORTED,
            e.getMessage()
                + "; vLLM needs --enable-lora, VLLM_ALLOW_RUNTIME_LORA_UPDATING=1 and to see "
                + path,
            e);
      }
      if (e.code() != ErrorCode.ENGINE_REQUEST_REFUSED
          || !path.toString().equals(probe.adapters().get(id))) {
        throw e;
      }
    }
  }

  @Override
  public void unload(String id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("lora_name", id);
    try {
      server.post("unload_lora_adapter", body).await().indefinitely();
      directory.remove(facts.name(), id);
    } catch (EmendException e) {
      LOG.warnf("adapter %s is not unloaded: %s", id, e.getMessage());
    }
  }
}
