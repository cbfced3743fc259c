package main

import (
	"slices"
	"testing"
)

// The numbers are stored: both hash functions must agree, today and tomorrow.
func TestNumbersStay(t *testing.T) {
	if got := hash("printer"); got != 651651071 {
		t.Errorf("hash = %d", got)
	}
}

func TestEndingsDoNotMatter(t *testing.T) {
	if !slices.Equal(terms("printing the printers"), terms("Print prints!")) {
		t.Error("different numbers for the same words")
	}
}
