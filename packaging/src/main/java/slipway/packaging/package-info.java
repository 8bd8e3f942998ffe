/// What a package holds besides the program: a manual page and completions for three shells, made
/// of what the command says about itself.
@NullMarked
package slipway.packaging;

import org.jspecify.annotations.NullMarked;
