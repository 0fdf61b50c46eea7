package dev.praxis.timestamp;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Says whether a time stamp is by an authority that is trusted: its signature, that its certificate is for time stamps
 * and was valid then (RFC 3161, section 2.3), and a path from it to a trusted certificate (RFC 5280, section 6) at the
 * time of the stamp. Offline; whether a certificate was revoked is not asked. Immutable, thread-safe.
 */
public final class TimestampCheck {

    private final Set<X509Certificate> trusted;

    /**
     * Trusts some certificates.
     *
     * @param trusted those of roots, or of authorities themselves; at least one
     * @throws InvalidArgumentException if there is none
     */
    public TimestampCheck(Collection<X509Certificate> trusted) {
        this.trusted = Set.copyOf(trusted);
        if (this.trusted.isEmpty()) {
            throw new InvalidArgumentException("nobody's time stamps are trusted; name at least one certificate");
        }
    }

    /**
     * Trusts the certificates of a file.
     *
     * @param pem X.509 certificates, in PEM or DER; not closed
     * @return the check
     * @throws InvalidArgumentException if it has none, or something else
     */
    public static TimestampCheck trusting(InputStream pem) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                certificates.add((X509Certificate) each);
            }
            return new TimestampCheck(certificates);
        } catch (CertificateException e) {
            throw new InvalidArgumentException("the trusted certificates cannot be read (" + e.getMessage()
                    + "); name a file of certificates in PEM");
        }
    }

    /**
     * Verifies a time stamp.
     *
     * @param timestamp the time stamp
     * @param digest what it must be over
     * @return when, and who says so
     * @throws TimestampRejectedException if it is over something else, or not by somebody who is trusted
     */
    public VerifiedTimestamp verify(Timestamp timestamp, Sha256 digest) {
        if (!timestamp.digest().equals(digest)) {
            throw new TimestampRejectedException(
                    "the time stamp is over another content: over " + timestamp.digest() + ", and this is " + digest,
                    null);
        }
        try {
            X509Certificate signer = signer(timestamp.token());
            timestamp.token().validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            requirePath(signer, timestamp);
            return new VerifiedTimestamp(
                    timestamp.time(), signer.getSubjectX500Principal().getName());
        } catch (TSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            // A runtime exception of any kind is how BouncyCastle tells of a damaged certificate.
            throw new TimestampRejectedException(
                    "the time stamp is not by an authority that is trusted: " + e.getMessage(), e);
        }
    }

    private static X509Certificate signer(TimeStampToken token) throws CertificateException {
        @SuppressWarnings("unchecked") // BouncyCastle's selectors have no type
        Collection<X509CertificateHolder> found = token.getCertificates().getMatches(token.getSID());
        if (found.size() != 1) {
            throw new CertificateException("it has not the certificate of its signer in it");
        }
        return converted(found.iterator().next());
    }

    private void requirePath(X509Certificate signer, Timestamp timestamp) throws GeneralSecurityException {
        if (trusted.contains(signer)) {
            return;
        }
        List<X509Certificate> between = new ArrayList<>();
        for (X509CertificateHolder each : timestamp.token().getCertificates().getMatches(null)) {
            between.add(converted(each));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                trusted.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
        parameters.setDate(Date.from(timestamp.time()));
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static X509Certificate converted(X509CertificateHolder holder) throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }
}
