package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.CertificateTemplate;
import io.heapster.core.tls.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateException;
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
 * Where the folder cannot be written they live as long as the process. A certificate that somebody
 * else put there is his: served, and followed while it changes, but never replaced.
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
  private static final String SERVING = "apiserver";
  private static final String AUTHORITY = "apiserver-ca";
  private static final String OWNER_ONLY = "rw-------";
  private static final String FOR_ALL = "rw-r--r--";

  private final Path folder;
  private final Set<String> names;
  private final TimeSource time;
  private @Nullable Identity authority;
  private @Nullable Identity current;

  /** Set once the pair in the folder was seen to be somebody else's. */
  private @Nullable IdentitySource foreign;

  private boolean inMemory;

  OwnIdentity(Path folder, Collection<String> names, TimeSource time) {
    this.folder = folder;
    this.names = new LinkedHashSet<>(LOCAL_NAMES);
    this.names.addAll(names);
    this.time = time;
  }

  @Override
  public Identity first() {
    authority = load(AUTHORITY).orElse(null);
    Optional<Identity> kept = load(SERVING);
    Identity identity =
        kept.isPresent() && !isByAuthority(kept.get().certificate())
            ? adopt()
            : kept.filter(this::isUsable).orElseGet(this::issue);
    current = identity;
    return identity;
  }

  @Override
  public Optional<Identity> next() {
    IdentitySource others = foreign;
    Identity now = current;
    Optional<Identity> renewed =
        others != null
            ? others.next()
            : now != null && isFresh(now) ? Optional.empty() : Optional.of(renewed());
    renewed.ifPresent(identity -> current = identity);
    return renewed;
  }

  /** By now somebody may have put a pair of his own into the folder. */
  private Identity renewed() {
    return load(SERVING).filter(kept -> !isByAuthority(kept.certificate())).isPresent()
        ? adopt()
        : issue();
  }

  private Identity adopt() {
    var files = new IdentityFiles(certificateOf(SERVING), keyOf(SERVING), time);
    foreign = files;
    Identity identity = files.first();
    boolean named = namesOf(identity.certificate()).containsAll(names);
    LOG.warn(
        "the certificate {} was not made here: it is served and never replaced{}",
        certificateOf(SERVING),
        named ? "" : ", although it does not name all of " + names);
    return identity;
  }

  @Override
  public Optional<X509Certificate> authority() {
    Identity own = authority;
    Identity now = current;
    return own == null || now == null || !isByAuthority(now.certificate())
        ? Optional.empty()
        : Optional.of(own.certificate());
  }

  private boolean isUsable(Identity kept) {
    return isFresh(kept) && namesOf(kept.certificate()).containsAll(names);
  }

  private boolean isFresh(Identity identity) {
    Instant now = time.now();
    X509Certificate own = identity.certificate();
    return !now.isBefore(own.getNotBefore().toInstant())
        && now.plus(RENEWED_BEFORE_END).isBefore(own.getNotAfter().toInstant());
  }

  private boolean isByAuthority(X509Certificate certificate) {
    Identity own = authority;
    if (own == null) {
      return false;
    }
    try {
      certificate.verify(own.certificate().getPublicKey());
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
      save(SERVING, made);
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
    save(AUTHORITY, made);
    return made;
  }

  private Optional<Identity> load(String name) {
    Path certificate = certificateOf(name);
    Path key = keyOf(name);
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IdentityFiles.load(certificate, key, time));
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("{} cannot be used, making a new one: {}", certificate, e.toString());
      if (name.equals(SERVING)) {
        leaveAlone(certificate);
      }
      return Optional.empty();
    }
  }

  /** A pair of somebody else's may be broken only while he replaces it. */
  private void leaveAlone(Path certificate) {
    try {
      X509Certificate kept = Pem.certificates(Files.readString(certificate)).getFirst();
      if (!isByAuthority(kept)) {
        inMemory = true;
        LOG.warn("{} was not made here: it stays, the new one is kept in memory", certificate);
      }
    } catch (IOException | CertificateException e) {
      LOG.debug("{} is nobody's certificate", certificate, e);
    }
  }

  private Path certificateOf(String name) {
    return folder.resolve(name + ".crt");
  }

  private Path keyOf(String name) {
    return folder.resolve(name + ".key");
  }

  private void save(String name, Identity identity) throws GeneralSecurityException {
    if (inMemory) {
      return;
    }
    try {
      Files.createDirectories(folder);
      // The key first: a certificate without its key would be taken for a broken pair.
      replace(keyOf(name), Pem.of(identity.key()), OWNER_ONLY);
      replace(certificateOf(name), Pem.of(identity.chain()), FOR_ALL);
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
