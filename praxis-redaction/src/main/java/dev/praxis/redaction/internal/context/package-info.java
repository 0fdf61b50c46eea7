/**
 * Detectors that know a secret by what stands around it.
 *
 * <ul>
 *   <li>{@code NamedValues}: what is bound to a name that names a secret. {@code SecretNames} reads the name with the words of
 *       {@code Vocabulary}, {@code Bond} says what follows it, {@code Value} where that ends, {@code SecretCheck} whether it is
 *       a secret or a placeholder, code or a sentence.
 *   <li>{@code ToolPasswords} with {@code ToolTable}, {@code NetUse}, {@code PipedPasswords}, {@code Directives}: what operators type
 *       and configure.
 *   <li>{@code CredentialCalls}: the arguments of calls in programs. {@code SpokenCodes}: what people are told and type again.
 *   <li>{@code UrlCredentials}, {@code QueryParameters}, {@code HttpCredentials}: URLs, forms, headers.
 *   <li>{@code PrivateKeyBlocks}, {@code EncodedKeys}, {@code PuttyKeys}, {@code KeyMembers},
 *       {@code PasswordHashes}, {@code Pgpass}, {@code KubernetesSecrets}: files.
 *   <li>{@code EntropyNet}: in the strict tier, whatever looks drawn by chance.
 * </ul>
 */
@NullMarked
package dev.praxis.redaction.internal.context;

import org.jspecify.annotations.NullMarked;
