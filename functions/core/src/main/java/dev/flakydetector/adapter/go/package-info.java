/** {@code go test}. Imports {@code adapter}. Start at {@link dev.flakydetector.adapter.go.GoAdapter}. */
@NullMarked
package dev.flakydetector.adapter.go;

import org.jspecify.annotations.NullMarked;
