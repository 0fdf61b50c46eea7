package dev.praxis.testkit.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.ChangeRefusedException;
import dev.praxis.api.store.KeyEnd;
import dev.praxis.api.store.RecordEnd;
import dev.praxis.api.store.RetirementRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over changes of another store: on a copy of the log, which becomes the log when none was refused. */
final class ModelAppender {

    private ModelAppender() {}

    /** Adds all; how many there are then. */
    static int append(List<ModelChange> log, List<Change> appended) {
        if (appended.isEmpty()) {
            throw new InvalidArgumentException("there are no changes to append");
        }
        List<ModelChange> continued = new ArrayList<>(log);
        for (Change change : appended) {
            fault(continued, change).ifPresent(why -> {
                throw new ChangeRefusedException(change, why);
            });
            continued.add(model(change));
        }
        log.addAll(continued.subList(log.size(), continued.size()));
        return log.size();
    }

    private static Optional<String> fault(List<ModelChange> log, Change next) {
        ModelReader reader = ModelReader.all(log);
        List<Change> changes = reader.changes(0);
        RecordEnd end = changes.isEmpty() ? RecordEnd.EMPTY : RecordEnd.after(changes.get(changes.size() - 1));
        List<String> faults = new ArrayList<>(end.faultsOf(next));
        long revisions = reader.facts(next.key()).size();
        FactVersion active = reader.active(next.key()).map(Fact::version).orElse(null);
        new KeyEnd(revisions, active).faultOf(next).ifPresent(faults::add);
        for (ModelChange change : log) {
            if (change instanceof ModelChange.Put put
                    && next instanceof Change.Asserted asserted
                    && put.id().equals(asserted.fact().id())) {
                faults.add("its id is taken");
            }
            RequestPlace place = next.request();
            if (place != null && place.equals(change.request())) {
                faults.add("its place in its request is taken");
            }
        }
        return faults.stream().findFirst();
    }

    private static ModelChange model(Change change) {
        if (change instanceof Change.Asserted asserted) {
            Fact fact = asserted.fact();
            return new ModelChange.Put(
                    fact.sequence(),
                    fact.recordedAt(),
                    asserted.request(),
                    fact.id(),
                    fact.assertion(),
                    fact.contentHash());
        }
        Change.Retired retired = (Change.Retired) change;
        return new ModelChange.Retire(
                retired.sequence(),
                retired.recordedAt(),
                retired.request(),
                new RetirementRequest(
                        retired.key(),
                        retired.retirement().invalidAt(),
                        retired.retirement().actor(),
                        retired.retirement().reason()));
    }
}
