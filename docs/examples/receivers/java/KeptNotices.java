import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a receiver must not lose: the notices that it has seen, which of them it has done its work for, and how far it has read the
 * feed. One line for each notice, synced to disk before it is answered for.
 */
final class KeptNotices {
  private final Map<String, Map<String, Object>> seen = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();
  private final FileChannel file;
  private final Path cursorFile;

  KeptNotices(Path folder) throws IOException {
    Files.createDirectories(folder);
    cursorFile = folder.resolve("cursor");
    Path path = folder.resolve("notices.ndjson");
    String text = Files.exists(path) ? Files.readString(path) : "";
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) read(line);
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    // A line that was being written when the power failed is no line: its notice was not answered for, and comes again.
    if (!text.isEmpty() && !text.endsWith("\n")) file.write(ByteBuffer.wrap(new byte[] {'\n'}));
  }

  private void read(String line) {
    Map<String, Object> entry;
    try {
      entry = Json.object(Json.parse(line));
    } catch (RuntimeException error) {
      return;
    }
    if (entry.containsKey("seen")) {
      Map<String, Object> notice = Json.object(entry.get("seen"));
      seen.put((String) notice.get("id"), notice);
    } else done.add((String) entry.get("done"));
  }

  /** Whether it is new: the same notice comes until its sender is sure that we have it. */
  synchronized boolean add(Map<String, Object> notice) throws IOException {
    String id = (String) notice.get("id");
    if (seen.containsKey(id)) return false;
    append(Map.of("seen", notice));
    seen.put(id, notice);
    return true;
  }

  synchronized void isDone(String id) throws IOException {
    append(Map.of("done", id));
    done.add(id);
  }

  /** Seen, and not worked on yet: a start takes them up. */
  synchronized List<Map<String, Object>> waiting(int most) {
    return seen.values().stream().filter(notice -> !done.contains((String) notice.get("id"))).limit(most).toList();
  }

  Optional<String> cursor() throws IOException {
    return Files.exists(cursorFile) ? Optional.of(Files.readString(cursorFile)) : Optional.empty();
  }

  void readUpTo(String cursor) throws IOException {
    Path next = cursorFile.resolveSibling("cursor.next");
    Files.writeString(next, cursor);
    Files.move(next, cursorFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void append(Map<String, Object> entry) throws IOException {
    file.write(ByteBuffer.wrap((Json.write(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
    file.force(false);
  }
}
