package dev.praxis.testkit.store;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The TCK of one mutant, for {@link BrokenStoresTest} to run; its name keeps it out of the build's own tests. */
@ExtendWith(MutantTck.MutantOfTheRun.class)
class MutantTck extends StoreTck {

    /** The configuration parameter that names the mutant. */
    static final String MUTANT = "mutant";

    private final Mutant mutant;

    MutantTck(Mutant mutant) {
        this.mutant = mutant;
    }

    @Override
    protected StoreFixture newFixture() {
        return mutant.newFixture();
    }

    static final class MutantOfTheRun implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Mutant.class;
        }

        @Override
        public Mutant resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Mutant.valueOf(context.getConfigurationParameter(MUTANT).orElseThrow());
        }
    }
}
