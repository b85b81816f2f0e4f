import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carethread, as a provider's machine calls it. */
final class Platform {
  private static final String SCOPES = "notices.read notices.acknowledge plans.read";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  /** How long before its end a token is no longer used. */
  private static final long MARGIN_NS = 30_000_000_000L;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;
  private final String issuer;
  private final String clientId;
  private final Path keyFile;
  private final String organisationId;
  private String token = "";
  private long usableUntil = System.nanoTime();

  /** @param keyFile the private key of this machine, a JWK for ES384 or a set of them */
  Platform(String url, String issuer, String clientId, Path keyFile, String organisationId) {
    this.url = url;
    this.issuer = issuer;
    this.clientId = clientId;
    this.keyFile = keyFile;
    this.organisationId = organisationId;
  }

  /** The public keys that sign what this provider is sent. */
  List<String> publicKeys() throws IOException, InterruptedException {
    String path = "/care-plan/webhook-keys?organisationId=" + organisationId;
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + path)));
    require(answer, "the keys");
    List<Object> keys = Json.list(Json.object(Json.parse(answer.body())).get("keys"));
    return keys.stream().map(key -> (String) Json.object(key).get("x")).toList();
  }

  List<Object> noticesAfter(Optional<String> cursor) throws Exception {
    String after = cursor.map(text -> "&after=" + encoded(text)).orElse("");
    HttpResponse<String> answer = call("GET", "/care-plan/notices?limit=500" + after, null);
    require(answer, "the feed");
    return Json.list(Json.object(Json.parse(answer.body())).get("items"));
  }

  /** What a notice announces; empty where we may not read it any more. */
  Optional<Object> version(String planId, long versionNo) throws Exception {
    HttpResponse<String> answer = call("GET", "/care-plan/plans/" + planId + "/versions/" + versionNo, null);
    if (answer.statusCode() == 404 || answer.statusCode() == 410) return Optional.empty();
    require(answer, "a version");
    return Optional.of(Json.parse(answer.body()));
  }

  void acknowledge(List<String> ids) throws Exception {
    require(call("POST", "/care-plan/notices/acknowledgements", Json.write(Map.of("ids", ids))), "an acknowledgement");
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    for (boolean again = true; ; again = false) {
      HttpRequest.BodyPublisher sent =
          body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(URI.create(url + path))
                  .method(method, sent)
                  .header("authorization", "Bearer " + accessToken())
                  .header("x-purpose", "provision")
                  .header("idempotency-key", UUID.randomUUID().toString())
                  .header("content-type", "application/json"));
      if (answer.statusCode() != 401 || !again) return answer;
      token = "";
    }
  }

  /** A token lives five minutes; it is asked for again shortly before it ends. */
  private synchronized String accessToken() throws Exception {
    if (!token.isEmpty() && System.nanoTime() - usableUntil < 0) return token;
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", SCOPES);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion());
    List<String> members = form.entrySet().stream().map(one -> one.getKey() + "=" + encoded(one.getValue())).toList();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", members))));
    require(answer, "the identity provider");
    Map<String, Object> body = Json.object(Json.parse(answer.body()));
    token = (String) body.get("access_token");
    usableUntil = System.nanoTime() + (Long) body.get("expires_in") * 1_000_000_000L - MARGIN_NS;
    return token;
  }

  /** Proves who we are: signed by our own key, good for a minute, used once. */
  private String assertion() throws GeneralSecurityException, IOException {
    Map<String, Object> stored = Json.object(Json.parse(Files.readString(keyFile)));
    Map<String, Object> jwk = stored.containsKey("keys") ? Json.object(Json.list(stored.get("keys")).get(0)) : stored;
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", clientId);
    claims.put("sub", clientId);
    claims.put("aud", issuer);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + 60);
    Map<String, Object> header = Map.of("alg", "ES384", "kid", jwk.get("kid"), "typ", "JWT");
    String signed = part(Json.write(header)) + "." + part(Json.write(claims));
    // The signature of a JWT is two numbers side by side, not ASN.1.
    Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
    signature.initSign(privateKey((String) jwk.get("d")));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static PrivateKey privateKey(String d) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp384r1"));
    BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode(d));
    ECPrivateKeySpec spec = new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class));
    return KeyFactory.getInstance("EC").generatePrivate(spec);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void require(HttpResponse<String> answer, String what) throws IOException {
    if (answer.statusCode() < 200 || answer.statusCode() > 299)
      throw new IOException(what + ": answered " + answer.statusCode());
  }

  private static String part(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
