package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An identity made here: a small authority of its own and a certificate by it, both kept in a
 * folder, so that who trusts the authority goes on doing so after a restart and after a renewal.
 * Where the folder cannot be written they live as long as the process.
 */
final class OwnIdentity implements IdentitySource {
  private static final Logger LOG = LoggerFactory.getLogger(OwnIdentity.class);

  private static final Duration VALID = Duration.ofDays(365);
  private static final Duration AUTHORITY_VALID = Duration.ofDays(3650);

  /** Time enough for those who trust by a copy to take over a new one. */
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(100);

  /** Clocks of others may be behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final List<String> LOCAL_NAMES = List.of("localhost", "127.0.0.1");
  private static final String OWNER_ONLY = "rw-------";
  private static final String FOR_ALL = "rw-r--r--";

  private final Path folder;
  private final Set<String> names;
  private final TimeSource time;
  private @Nullable Identity authority;
  private @Nullable Identity current;
  private boolean inMemory;

  OwnIdentity(Path folder, Collection<String> names, TimeSource time) {
    this.folder = folder;
    this.names = new LinkedHashSet<>(LOCAL_NAMES);
    this.names.addAll(names);
    this.time = time;
  }

  @Override
  public Identity first() {
    authority = load("apiserver-ca").orElse(null);
    Identity kept = load("apiserver").filter(this::isUsable).orElse(null);
    Identity identity = kept == null ? issue() : kept;
    current = identity;
    return identity;
  }

  @Override
  public Optional<Identity> next() {
    Identity now = current;
    if (now != null && isFresh(now)) {
      return Optional.empty();
    }
    Identity renewed = issue();
    current = renewed;
    return Optional.of(renewed);
  }

  @Override
  public Optional<X509Certificate> authority() {
    Identity own = authority;
    Identity now = current;
    return own == null || now == null || !isByAuthority(now)
        ? Optional.empty()
        : Optional.of(own.certificate());
  }

  private boolean isUsable(Identity kept) {
    if (!isFresh(kept)) {
      return false;
    }
    if (namesOf(kept.certificate()).containsAll(names)) {
      return true;
    }
    if (isByAuthority(kept)) {
      return false;
    }
    LOG.warn(
        "the certificate in {} was not made here; it is served although it does not name all of {}",
        folder,
        names);
    return true;
  }

  private boolean isFresh(Identity identity) {
    Instant now = time.now();
    X509Certificate own = identity.certificate();
    return !now.isBefore(own.getNotBefore().toInstant())
        && now.plus(RENEWED_BEFORE_END).isBefore(own.getNotAfter().toInstant());
  }

  private boolean isByAuthority(Identity identity) {
    Identity own = authority;
    if (own == null) {
      return false;
    }
    try {
      identity.certificate().verify(own.certificate().getPublicKey());
      return true;
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      LOG.debug("certificate in {} is of another kind than the authority", folder, e);
      return false;
    }
  }

  private Identity issue() {
    try {
      Instant from = time.now().minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
      Identity signer = authorityUntil(from.plus(VALID), from);
      Identity made =
          new CertificateTemplate(
                  "heapster@" + from.getEpochSecond(),
                  List.of(),
                  List.copyOf(names),
                  from,
                  from.plus(VALID),
                  CertificateTemplate.Use.SERVER)
              .signedBy(signer);
      save("apiserver", made);
      LOG.info("made a serving certificate for {}: {}", names, made);
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime can make no certificate", e);
    }
  }

  private Identity authorityUntil(Instant needed, Instant from) throws GeneralSecurityException {
    Identity kept = authority;
    if (kept != null && needed.isBefore(kept.certificate().getNotAfter().toInstant())) {
      return kept;
    }
    Identity made =
        new CertificateTemplate(
                "heapster-ca@" + from.getEpochSecond(),
                List.of(),
                List.of(),
                from,
                from.plus(AUTHORITY_VALID),
                CertificateTemplate.Use.AUTHORITY)
            .selfSigned();
    authority = made;
    save("apiserver-ca", made);
    return made;
  }

  private Optional<Identity> load(String name) {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IdentityFiles.load(certificate, key, time));
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("{} cannot be used, making a new one: {}", certificate, e.toString());
      return Optional.empty();
    }
  }

  private void save(String name, Identity identity) throws GeneralSecurityException {
    if (inMemory) {
      return;
    }
    try {
      Files.createDirectories(folder);
      // The key first: a certificate without its key would be taken for a broken pair.
      replace(folder.resolve(name + ".key"), Pem.of(identity.key()), OWNER_ONLY);
      replace(folder.resolve(name + ".crt"), Pem.of(identity.chain()), FOR_ALL);
    } catch (IOException e) {
      inMemory = true;
      LOG.warn(
          "--cert-dir {} cannot be written ({}): the certificate is kept in memory, and the next"
              + " start makes another",
          folder,
          e.toString());
    }
  }

  private void replace(Path file, String text, String permissions) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    }
    Files.writeString(fresh, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Set<String> namesOf(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream().map(each -> String.valueOf(each.get(1))).collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      return Set.of();
    }
  }
}
