package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Finds secrets of one kind beside an anchor: a word that stands in or near each of them. The anchors of all detectors are
 * looked for in one pass; a detector is asked only where one of its own was seen. Immutable and thread-safe.
 *
 * <p>What a detector may rely on, and what it must keep to:
 *
 * <ul>
 *   <li>The text it gets is a window: {@value Engine#BACK} characters before the anchor and {@value Engine#AHEAD} behind its
 *       start. It may look at all of it. Outside stands {@link Text#NONE}.
 *   <li>What it decides depends on the characters of the window and on nothing else. It asks for them through {@link Text},
 *       with {@link Text#has} and {@link Text#charAt}: a stream gives out nothing that an open decision may still change, so
 *       to look farther than needed is to delay the output. {@link Text#length}, and {@link Text#indexOf} that finds
 *       nothing, look as far as there is.
 *   <li>A secret that goes to the end of the window goes on behind it, as {@link #tail} says. When the window is too small for any
 *       other reason, what is left of the line is replaced, unless the detector says {@link Text#settle}.
 *   <li>A secret starts on the line of its anchor, or after it; what is added on an earlier line is cut off.
 *   <li>A marker ({@link dev.praxis.redaction.internal.text.Markers#after}) is no secret and is not added again.
 *   <li>Work is bounded by what is looked at. A detector that read a long run says where to be asked next, so that it need
 *       not read the run again for each anchor inside it. When far more is read than an honest text needs, the search
 *       ends and the rest of the line is replaced.
 *   <li>An anchor that lies within what was already found is not asked about.
 * </ul>
 */
public interface Detector {

    /** The name of the rule in reports and markers: lower case, digits and hyphens. */
    String id();

    /** The words to look for, in lower case; the letters of ASCII are found in either case. At least two characters each. */
    List<String> anchors();

    /**
     * Whether the detector is asked at every long run of the characters of tokens too, from whose first character to the
     * {@value Engine#RUN}th. Only for nets that no word can announce.
     */
    default boolean atRuns() {
        return false;
    }

    /**
     * Looks around an anchor.
     *
     * @param text the window
     * @param start where the anchor starts in it
     * @param end the index after the anchor
     * @param found takes what is to be replaced
     * @return the index before which no anchor of this detector need be asked about; {@code end} for every next one
     */
    int find(Text text, int start, int end, Spans found);

    /**
     * How a secret that {@link #find} took to the end of its window goes on behind it.
     *
     * @param text the window
     * @param start where the secret starts in it
     * @param end the end of the window
     * @return what finds its end; by default it takes the rest of the line
     */
    default Tail tail(Text text, int start, int end) {
        return new LineTail();
    }
}
