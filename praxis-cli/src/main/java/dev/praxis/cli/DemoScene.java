package dev.praxis.cli;

import java.io.IOException;
import java.util.List;

/** One of the parts of the demo. */
interface DemoScene {

    /** What it shows, in a short line. */
    String title();

    /** Plays it; throws {@link DemoFailure} when something is not as it should be. */
    void play() throws IOException;

    /** The demo, in order. */
    static List<DemoScene> all(DemoStage stage) {
        DemoSecret secret = DemoSecret.random();
        return List.of(
                new ObserveScene(stage),
                new ReadScene(stage),
                new ActScene(stage, secret),
                new ProveScene(stage),
                new LeakScene(stage, secret));
    }
}
