package io.flowlens.diagram;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The pages that are open. Each has a queue and a thread of its own, so that a page on a bad line
 * holds up nobody; one that falls far behind is cut off and begins again with the whole state.
 */
final class Viewers implements AutoCloseable {
  private static final int FAR_BEHIND = 30;

  private record Message(String event, String data) {}

  private static final class Viewer {
    final SseClient client;
    final BlockingQueue<Message> queue = new LinkedBlockingQueue<>(FAR_BEHIND);

    Viewer(SseClient client) {
      this.client = client;
    }
  }

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final ExecutorService senders =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "viewer");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins to serve a page: first the whole state, then every change. */
  void join(SseClient client, Supplier<String> state) {
    Viewer viewer = new Viewer(client);
    client.keepAlive();
    client.onClose(() -> viewers.remove(viewer));
    synchronized (this) {
      viewer.queue.add(new Message("state", state.get()));
      viewers.add(viewer);
    }
    senders.execute(() -> send(viewer));
  }

  private void send(Viewer viewer) {
    try {
      while (viewers.contains(viewer)) {
        Message message = viewer.queue.take();
        viewer.client.sendEvent(message.event, message.data);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.remove(viewer);
      viewer.client.close();
    }
  }

  /** Tells a change to every page. */
  synchronized void tell(String change) {
    viewers.removeIf(
        viewer -> {
          boolean farBehind = !viewer.queue.offer(new Message("change", change));
          if (farBehind) {
            viewer.client.close();
          }
          return farBehind;
        });
  }

  int count() {
    return viewers.size();
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
