package dev.praxis.api.fact;

/**
 * What an assertion is about: a {@link FactKey}, which names a statement about one thing, or an {@link EdgeKey}, which names a
 * relation between two. Both have a history, versions and an end of the same kind. Keys of different types are different
 * keys, also when their texts are equal.
 */
public sealed interface Key permits FactKey, EdgeKey {

    /**
     * The thing that is spoken of.
     *
     * @return 1 to {@value FactKey#MAX_BYTES} bytes of UTF-8
     */
    String subject();
}
