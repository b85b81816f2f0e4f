import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;

/**
 * mongo-java-server with its data in one H2 file. Arguments: PORT FILE.
 * It announces itself as 7.0 with wire version 21, since current drivers refuse the one that it would announce.
 */
public final class MongoLauncher {
  public static void main(String[] arguments) {
    H2Backend backend = new H2Backend(arguments[1]);
    backend.version(new MongoVersion() {
      @Override public List<Integer> getVersionArray() { return List.of(7, 0, 0); }
      @Override public int getWireVersion() { return 21; }
    });
    MongoServer server = new MongoServer(backend);
    try {
      server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
    } catch (RuntimeException error) {
      // Threads of the backend would keep the process alive, listening to nothing.
      error.printStackTrace();
      System.exit(1);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("listening at " + server.getConnectionString());
  }
}
