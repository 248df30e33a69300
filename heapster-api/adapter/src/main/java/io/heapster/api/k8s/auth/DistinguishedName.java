package io.heapster.api.k8s.auth;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads the subject of a certificate. */
final class DistinguishedName {
  private DistinguishedName() {}

  /** The last of several, as in Go; empty without one. */
  static String commonName(X509Certificate certificate) {
    List<String> names = all(certificate, "CN");
    return names.isEmpty() ? "" : names.getLast();
  }

  static List<String> organizations(X509Certificate certificate) {
    return all(certificate, "O");
  }

  /** In the order of the certificate, which is the order from the right of its text. */
  private static List<String> all(X509Certificate certificate, String type) {
    var found = new ArrayList<String>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        Attribute values = part.toAttributes().get(type);
        for (int i = 0; values != null && i < values.size(); i++) {
          // A value that is no text has no meaning as a name.
          if (values.get(i) instanceof String text) {
            found.add(text);
          }
        }
      }
      return found;
    } catch (NamingException e) {
      return List.of();
    }
  }
}
