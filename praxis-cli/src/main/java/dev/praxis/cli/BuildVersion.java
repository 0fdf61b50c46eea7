package dev.praxis.cli;

import dev.praxis.api.plugin.ApiVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"praxis " + number() + " (API " + ApiVersion.CURRENT + ")"};
    }

    static String number() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** What the evidence names as the client. */
    static String clientId() {
        return "praxis-cli/" + number();
    }
}
