package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import java.util.List;

/** Real facts of this machine, and a second look that writes only what changed. */
record ObserveScene(DemoStage stage) implements DemoScene {

    @Override
    public String title() {
        return "Observe: this machine's /proc, /sys and /etc become facts";
    }

    @Override
    public void play() {
        List<JsonObject> first = stage.succeed("observe", "host", "--json").jsonLines();
        first.stream()
                .map(line -> (JsonObject) line.get("fact").orElseThrow())
                .forEach(fact -> stage.say(shortened(fact)));
        stage.check(
                first.size() + " facts about this machine are recorded", first.size() >= 5 && all(first, "recorded"));
        List<JsonObject> second = stage.succeed("observe", "host", "--json").jsonLines();
        long unchanged = second.stream().filter(line -> is(line, "unchanged")).count();
        stage.check(
                "a second look writes only what changed (" + (second.size() - unchanged) + " of " + second.size() + ")",
                unchanged >= second.size() - 2);
    }

    private static boolean all(List<JsonObject> lines, String status) {
        return lines.stream().allMatch(line -> is(line, status));
    }

    private static boolean is(JsonObject line, String status) {
        return line.string("status").orElse("").equals(status);
    }

    private static String shortened(JsonObject fact) {
        String line = fact.string("subject").orElseThrow() + " "
                + fact.string("predicate").orElseThrow() + " "
                + fact.get("value").orElseThrow();
        return line.length() <= 110 ? line : line.substring(0, 110) + "…";
    }
}
