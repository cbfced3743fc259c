//go:build !cgo

package main

import "hash/fnv"

// hash gives the same numbers as the C function in hash_c.go.
func hash(word string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(word))
	return h.Sum32()
}
