package dev.praxis.cli;

import dev.praxis.cli.DemoStage.Run;

/** Compare-and-set: whoever read an old version does not overwrite a newer one. */
record ReadScene(DemoStage stage) implements DemoScene {

    @Override
    public String title() {
        return "Read: facts have versions, and a stale one is refused";
    }

    @Override
    public void play() {
        Run created = stage.succeed(
                "fact", "put", "host:cp-1", "role", "{\"role\":\"control-plane\"}", "--expect", "none", "--json");
        String first = created.json().string("version").orElseThrow();
        String second = stage.succeed(
                        "fact", "put", "host:cp-1", "role", "{\"role\":\"worker\"}", "--expect", first, "--json")
                .json()
                .string("version")
                .orElseThrow();
        stage.check("a write that expects the version it read succeeds", !first.equals(second));
        Run stale = stage.run("fact", "put", "host:cp-1", "role", "{\"role\":\"etcd\"}", "--expect", first);
        stage.say(stale.err().strip());
        stage.check(
                "a write that expects a stale version is refused, with both versions",
                stale.refused(ExitCode.CONFLICT)
                        && stale.err().contains(first)
                        && stale.err().contains(second));
        stage.check(
                "nothing was written: the history has two entries",
                stage.succeed("fact", "history", "host:cp-1", "role", "--json")
                                .jsonLines()
                                .size()
                        == 2);
        Run malformed = stage.run("fact", "put", "host:cp-1", "role", "{\"role\":}");
        stage.check("a value that is not JSON is refused in one line", malformed.refused(ExitCode.JSON));
    }
}
