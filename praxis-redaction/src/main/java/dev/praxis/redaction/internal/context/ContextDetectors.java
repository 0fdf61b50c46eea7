package dev.praxis.redaction.internal.context;

import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.redaction.internal.engine.Detector;
import java.util.ArrayList;
import java.util.List;

/** All detectors that know a secret by what stands around it, in the order in which they are asked at the same place. */
public final class ContextDetectors {

    private ContextDetectors() {}

    /** The detectors of a tier; those of the strict tier hold those of the balanced one. */
    public static List<Detector> of(Tier tier) {
        List<Detector> detectors = new ArrayList<>(List.of(
                new PrivateKeyBlocks(),
                new EncodedKeys(),
                new PuttyKeys(),
                new KeyMembers(),
                new UrlCredentials(),
                new HttpCredentials(),
                new NamedValues(),
                new ForeignNames(),
                new TableColumns(),
                new AlignedColumns(),
                new QueryParameters(),
                new CredentialCalls(),
                new TypedSecrets(),
                new InsertedRows(),
                new NestedSecrets(),
                new Remarks(),
                new LoginWords(),
                new SpokenCodes(),
                new ShortCodes(),
                new ToolPasswords(),
                new PipedPasswords(),
                new NetUse(),
                new Directives(),
                new PasswordHashes(),
                new CryptFields(),
                new Pgpass(),
                new KubernetesSecrets()));
        if (tier == Tier.STRICT) {
            detectors.add(new EntropyNet());
        }
        return List.copyOf(detectors);
    }
}
