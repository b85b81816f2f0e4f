import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A receiver of notices, with nothing but Java 17:
 *
 * <pre>javac -d classes *.java
 * PLATFORM=… ISSUER=… CLIENT_ID=… KEY_FILE=… ORGANISATION=… [SECRET=whsec_…] FOLDER=… PORT=… java -cp classes Receiver</pre>
 *
 * Webhooks come in at /; what was missed is read from the feed at the start and every minute.
 */
public final class Receiver {
  private static final int LARGEST_BODY = 65_536;
  private static final long MINUTE_NS = 60_000_000_000L;
  /** So many notices are acknowledged together. */
  private static final int AT_ONCE = 50;

  private record Answer(int status, String text) {}

  private final Platform platform;
  private final KeptNotices kept;
  private final String secret;
  private final Semaphore wake = new Semaphore(0);
  private volatile List<String> publicKeys = List.of();
  private long keysReadAt = System.nanoTime() - MINUTE_NS;

  private Receiver(Platform platform, KeptNotices kept, String secret) {
    this.platform = platform;
    this.kept = kept;
    this.secret = secret;
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, String> given = System.getenv();
    Platform platform =
        new Platform(
            given.get("PLATFORM"),
            given.get("ISSUER"),
            given.get("CLIENT_ID"),
            Path.of(given.get("KEY_FILE")),
            given.get("ORGANISATION"));
    Receiver receiver = new Receiver(platform, new KeptNotices(Path.of(given.get("FOLDER"))), given.get("SECRET"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(given.get("PORT"))), 0);
    server.createContext("/", receiver::answer);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
    Thread worker = new Thread(receiver::run);
    worker.setDaemon(true);
    worker.start();
    System.out.println("ready");
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer;
    try {
      answer = taken(exchange);
    } catch (Exception error) {
      // Whatever it is, we do not have the notice.
      System.err.println(error.getMessage());
      answer = new Answer(500, "");
    }
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) exchange.getResponseBody().write(body);
    }
  }

  /** What to answer: 2xx only when the notice is on our disk. */
  private Answer taken(HttpExchange exchange) throws Exception {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) return new Answer(413, "");
    if (!isTrusted(exchange, body)) return new Answer(401, "");
    Map<String, Object> notice = Json.object(Json.parse(new String(body, StandardCharsets.UTF_8)));
    String type = (String) notice.get("type");
    if (type.equals("care-plan.endpoint-verification.v1"))
      return new Answer(200, (String) Json.object(notice.get("data")).get("challenge"));
    if (!type.equals("care-plan.ping.v1") && kept.add(notice)) wake.release();
    return new Answer(204, "");
  }

  /** A key that we do not know may be a new one: the keys are read again, at most once a minute. */
  private boolean isTrusted(HttpExchange exchange, byte[] body) throws Exception {
    if (isSigned(exchange, body)) return true;
    synchronized (this) {
      if (System.nanoTime() - keysReadAt >= MINUTE_NS) {
        keysReadAt = System.nanoTime();
        publicKeys = platform.publicKeys();
      }
    }
    return isSigned(exchange, body);
  }

  private boolean isSigned(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
    return Verify.isSigned(exchange.getRequestHeaders()::getFirst, body, publicKeys, secret);
  }

  /** One thread does the work: at the start, when a notice has come, and every minute. */
  private void run() {
    long readAt = System.nanoTime() - MINUTE_NS;
    while (true) {
      wake.drainPermits();
      try {
        if (System.nanoTime() - readAt >= MINUTE_NS) {
          readAt = System.nanoTime();
          catchUp();
        }
        work();
        wake.tryAcquire(MINUTE_NS, TimeUnit.NANOSECONDS);
      } catch (InterruptedException error) {
        return;
      } catch (Exception error) {
        // The next time may be better.
        System.err.println(error.getMessage());
        wait(wake);
      }
    }
  }

  private static void wait(Semaphore wake) {
    try {
      wake.tryAcquire(MINUTE_NS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads on from our cursor: nothing is lost, however long we were away. */
  private void catchUp() throws Exception {
    while (true) {
      List<Object> items = platform.noticesAfter(kept.cursor());
      if (items.isEmpty()) return;
      for (Object item : items) kept.add(Json.object(Json.object(item).get("event")));
      kept.readUpTo((String) Json.object(items.get(items.size() - 1)).get("cursor"));
    }
  }

  /** Fetches what waiting notices announce, and acknowledges them. */
  private void work() throws Exception {
    for (List<Map<String, Object>> waiting; !(waiting = kept.waiting(AT_ONCE)).isEmpty(); ) {
      List<Map<String, Object>> changes =
          waiting.stream().filter(one -> one.get("type").equals("care-plan.plan-changed.v1")).toList();
      for (Map<String, Object> change : changes) {
        // Here the version goes to the people who give the care; acknowledge after it has reached them.
        Map<String, Object> data = Json.object(change.get("data"));
        platform.version((String) data.get("planId"), (Long) data.get("versionNo"));
      }
      if (!changes.isEmpty()) platform.acknowledge(changes.stream().map(one -> (String) one.get("id")).toList());
      for (Map<String, Object> one : waiting) kept.isDone((String) one.get("id"));
    }
  }
}
