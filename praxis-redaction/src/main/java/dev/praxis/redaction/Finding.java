package dev.praxis.redaction;

/**
 * A part of a text that was replaced: by which rule, and where; never what it was.
 *
 * @param ruleId the rule that found it
 * @param start where it starts in the text, in characters (in bytes for a stream of bytes), from 0
 * @param end the index after it
 */
public record Finding(String ruleId, long start, long end) {}
