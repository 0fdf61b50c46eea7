/**
 * Detectors that know a secret by what stands around it.
 *
 * <ul>
 *   <li>{@code NamedValues}: what is bound to a name that names a secret. {@code SecretNames} reads the name with the words of
 *       {@code Vocabulary}, {@code Bond} says what follows it, {@code Value} where that ends, {@code SecretCheck} whether it is
 *       a secret. {@code OrdinaryValue} knows what stands there and is none: {@code Placeholders} and {@code Filling},
 *       {@code Expressions}, {@code References}, {@code NameAsValue}, {@code Stamps}, {@code Talk}, what a {@code Heading} says.
 *   <li>{@code ToolPasswords} with {@code ToolTable}, {@code NetUse}, {@code PipedPasswords}, {@code Directives}: what operators type
 *       and configure.
 *   <li>{@code CredentialCalls}: the arguments of calls in programs. {@code SpokenCodes}: what people are told and type again.
 *   <li>{@code UrlCredentials}, {@code QueryParameters}, {@code HttpCredentials}: URLs, forms, headers.
 *   <li>{@code PrivateKeyBlocks}, {@code EncodedKeys}, {@code PuttyKeys}, {@code KeyMembers},
 *       {@code PasswordHashes}, {@code Pgpass}, {@code KubernetesSecrets}: files.
 *   <li>{@code EntropyNet}: in the strict tier, whatever looks drawn by chance and is not public by its shape ({@code PublicIds},
 *       {@code PublicValues}), its name ({@code IdNames}) or its place ({@code UrlPlace}).
 * </ul>
 */
@NullMarked
package dev.praxis.redaction.internal.context;

import org.jspecify.annotations.NullMarked;
