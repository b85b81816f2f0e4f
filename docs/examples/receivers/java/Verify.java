import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Standard Webhooks, over the bytes as they came. */
final class Verify {
  /** How old a message may be, or how far ahead of our clock: an older one may be a copy that somebody kept. */
  private static final long TOLERANCE_S = 300;

  private Verify() {}

  /**
   * Whether one of the signatures is right. Whoever parses the body first and writes it anew verifies something else.
   *
   * @param publicKeys Ed25519 keys of the sender, as a JWK has them in `x`: two while a key is rotated
   * @param secret `whsec_…`, or null
   */
  static boolean isSigned(UnaryOperator<String> header, byte[] body, List<String> publicKeys, String secret)
      throws GeneralSecurityException {
    String id = header.apply("webhook-id");
    String timestamp = header.apply("webhook-timestamp");
    String signatures = header.apply("webhook-signature");
    if (id == null || signatures == null || timestamp == null || !timestamp.matches("\\d{1,12}")) return false;
    if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > TOLERANCE_S) return false;
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    for (String one : signatures.split(" ")) {
      String[] parts = one.split(",", 2);
      byte[] signature;
      try {
        signature = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
      } catch (IllegalArgumentException error) {
        continue;
      }
      if (parts[0].equals("v1a")) {
        for (String x : publicKeys) if (isBy(x, head, body, signature)) return true;
      } else if (parts[0].equals("v1") && secret != null && isWith(secret, head, body, signature)) return true;
    }
    return false;
  }

  private static boolean isBy(String x, byte[] head, byte[] body, byte[] signature) throws GeneralSecurityException {
    if (signature.length != 64) return false;
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(publicKey(Base64.getUrlDecoder().decode(x)));
    check.update(head);
    check.update(body);
    return check.verify(signature);
  }

  /** 32 bytes, the least significant first: y, with the lowest bit of x in the last bit (RFC 8032). */
  private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    byte[] y = new byte[raw.length];
    for (int at = 0; at < raw.length; at++) y[at] = raw[raw.length - 1 - at];
    boolean isOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, y));
    return KeyFactory.getInstance("Ed25519").generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static boolean isWith(String secret, byte[] head, byte[] body, byte[] signature)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
    mac.update(head);
    return MessageDigest.isEqual(mac.doFinal(body), signature);
  }
}
