import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON without a library: maps, lists, strings, numbers, booleans, null. A program of yours will have one already. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.skip();
    if (json.at != text.length()) throw new IllegalArgumentException("more than one JSON value");
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  static String write(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach((name, member) -> members.add(write(name) + ":" + write(member)));
      return "{" + String.join(",", members) + "}";
    }
    if (value instanceof List<?> list) return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
    if (!(value instanceof String string)) return String.valueOf(value);
    StringBuilder written = new StringBuilder("\"");
    for (char one : string.toCharArray())
      if (one == '"' || one == '\\') written.append('\\').append(one);
      else if (one < ' ') written.append(String.format("\\u%04x", (int) one));
      else written.append(one);
    return written.append('"').toString();
  }

  private Object value() {
    skip();
    switch (text.charAt(at)) {
      case '{':
        return map();
      case '[':
        return items();
      case '"':
        return string();
      default:
        int from = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(from, at);
        return switch (word) {
          case "true" -> true;
          case "false" -> false;
          case "null" -> null;
          default -> word.matches("-?\\d{1,18}") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
        };
    }
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (at++; !ends('}'); ) {
      skip();
      String name = string();
      require(':');
      map.put(name, value());
    }
    return map;
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (at++; !ends(']'); ) items.add(value());
    return items;
  }

  private boolean ends(char end) {
    skip();
    if (text.charAt(at) == ',') at++;
    else if (text.charAt(at) == end) {
      at++;
      return true;
    }
    return false;
  }

  private String string() {
    require('"');
    StringBuilder read = new StringBuilder();
    for (; text.charAt(at) != '"'; at++) {
      char one = text.charAt(at);
      if (one != '\\') {
        read.append(one);
        continue;
      }
      char escaped = text.charAt(++at);
      switch (escaped) {
        case 'n' -> read.append('\n');
        case 't' -> read.append('\t');
        case 'r' -> read.append('\r');
        case 'b' -> read.append('\b');
        case 'f' -> read.append('\f');
        case 'u' -> {
          read.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
          at += 4;
        }
        default -> read.append(escaped);
      }
    }
    at++;
    return read.toString();
  }

  private void require(char wanted) {
    skip();
    if (text.charAt(at++) != wanted) throw new IllegalArgumentException("no JSON at " + at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
  }
}
