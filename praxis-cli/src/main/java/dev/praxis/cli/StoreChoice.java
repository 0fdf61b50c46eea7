package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.plugin.Providers;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Which store a command uses: the one that is named, else a SQLite file. */
final class StoreChoice {

    private static final String DEFAULT_SCHEME = "sqlite";

    private final Optional<URI> named;
    private final Providers<StoreProvider> providers =
            Providers.discover("store", ServiceLoader.load(StoreProvider.class, Workspace.classLoader()));

    StoreChoice(Globals globals, Map<String, String> environment) {
        this.named = globals.storeOr(environment).map(StoreChoice::parse);
    }

    boolean isNamed() {
        return named.isPresent();
    }

    /** The name of the provider of the store; the scheme itself if there is none. */
    String provider() {
        String scheme = named.map(URI::getScheme).orElse(DEFAULT_SCHEME).toLowerCase(Locale.ROOT);
        return providers.found().stream()
                .filter(provider -> provider.schemes().contains(scheme))
                .map(StoreProvider::name)
                .findFirst()
                .orElse(scheme);
    }

    /** Opens what was named, or the file. */
    Store open(Path file, StoreOptions options) {
        return providers.named(provider()).open(named.orElseGet(() -> location(file)), options);
    }

    private static URI location(Path file) {
        try {
            return new URI(DEFAULT_SCHEME, null, file.toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path makes a URI", e);
        }
    }

    /** The refusal does not repeat the location: somebody may have put a password into it. */
    private static URI parse(String location) {
        try {
            URI uri = new URI(location);
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refused(e.getReason());
        }
        throw refused("it has no scheme");
    }

    private static InvalidArgumentException refused(String why) {
        return new InvalidArgumentException("the location of the store is not a URI: " + why
                + "; write it like postgresql://db.example.org/fleet or sqlite:/path");
    }
}
