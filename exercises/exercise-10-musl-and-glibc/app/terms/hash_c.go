//go:build cgo

package main

// #include <stdint.h>
// #include <stdlib.h>
// static uint32_t fnv1a(const char *s) {
//     uint32_t h = 2166136261u;
//     while (*s) { h ^= (uint8_t)*s++; h *= 16777619u; }
//     return h;
// }
import "C"

import "unsafe"

// hash is our old C library's function, so that numbers stay the same. Go uses it when it finds a C compiler.
func hash(word string) uint32 {
	text := C.CString(word)
	defer C.free(unsafe.Pointer(text))
	return uint32(C.fnv1a(text))
}
